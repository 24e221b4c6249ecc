// What the page is told of an extension's stripe-app.json.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Config, LocalManifest, Manifest } from "./config";

export function readConfig(folder: string, emulator: string, local: LocalManifest): Config {
  const { id, name, constants, ui_extension }: Manifest = JSON.parse(readFileSync(join(folder, "stripe-app.json"), "utf8"));
  const { views, content_security_policy: policy } = ui_extension;
  return {
    app: { id, name },
    worldApp: worldApp(id),
    views,
    constants: { ...constants, ...local.constants },
    connectSrc: [...(policy?.["connect-src"] ?? []), ...(local.connectSrc ?? [])],
    imageSrc: policy?.["image-src"] ?? [],
    emulator,
  };
}

/** `com.example.app` is `com_example_app` in the emulator's world. */
export const worldApp = (id: string): string => id.replaceAll(".", "_");
