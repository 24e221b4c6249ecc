// What the page and the frame run, built once a process. In the frame React and @remote-ui/react are those that the extension SDK depends on, as
// in Stripe's sandbox; the page has the project's own.

import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build as esbuild } from "esbuild";
import { build as vite, type Rolldown } from "vite";
import type { ReactVersion } from "./config";

/** A file of the page, by its path on the server. */
export type Files = ReadonlyMap<string, string | Uint8Array>;

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

let page: Promise<Files> | undefined;
const frames = new Map<ReactVersion, Promise<string>>();
/** The SDK's generation whose React it is. */
const SDKS: Record<ReactVersion, string> = { 17: "ui-extension-sdk-8", 18: "@stripe/ui-extension-sdk" };

export const builtPage = (): Promise<Files> => (page ??= buildPage());

export function builtFrame(react: ReactVersion): Promise<string> {
  const frame = frames.get(react) ?? buildFrame(SDKS[react]);
  frames.set(react, frame);
  return frame;
}

async function buildPage(): Promise<Files> {
  const configFile = at("../dashboard/vite.config.mts");
  const { output } = (await vite({ configFile, logLevel: "warn", build: { write: false } })) as Rolldown.RolldownOutput;
  return new Map(output.map((file) => [`/${file.fileName}`, file.type === "chunk" ? file.code : file.source]));
}

async function buildFrame(of: string): Promise<string> {
  const sdk = createRequire(createRequire(import.meta.url).resolve(`${of}/package.json`));
  const { outputFiles } = await esbuild({
    entryPoints: [at("../frame/frame.ts")],
    bundle: true,
    write: false,
    format: "iife",
    alias: { "@remote-ui/react": dirname(sdk.resolve("@remote-ui/react")), react: dirname(sdk.resolve("react/package.json")) },
    minify: true,
    // As in Stripe's sandbox.
    define: { "process.env.NODE_ENV": JSON.stringify("production") },
    logLevel: "silent",
  });
  return outputFiles[0]!.text;
}
