// Uses the starter as a user who copied its folder: installs its packages, runs its own tests, types and linter, and bundles it as Stripe's command line
// does.

import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { bundleExtension, BUNDLERS } from "../../www/server/stripe-bundle";
import { extensionProject, type ExtensionProject } from "./stripe-extension";

const SOURCE = join(import.meta.dirname, "../../starter");
const { dependencies, devDependencies, scripts } = JSON.parse(readFileSync(join(SOURCE, "package.json"), "utf8"));

/** A test that leaves a view with a secret that expires later, and that is loaded again on an interval. */
const EXPIRING = `
import { render } from "@stripe/ui-extension-sdk/testing";
import { Button } from "@stripe/ui-extension-sdk/ui";
import { SecretStoreProvider, useSecret } from "stripe-secret-store/react";
import { createEmulator } from "stripe-secret-store/testing";

const httpClient = createEmulator().httpClient({ app: "app_a", account: "acct_cactus", user: "usr_1" });
const userContext = { id: "usr_1" };

function View() {
  const { status, save } = useSecret<string>("token", { refetchInterval: 60_000, refetchOnFocus: true });
  return <Button onPress={() => save("made up", { expires_at: new Date(Date.now() + 3_600_000) })}>{status}</Button>;
}

test("shows the saved value", async () => {
  const { wrapper, update } = render(<SecretStoreProvider httpClient={httpClient} userContext={userContext}><View /></SecretStoreProvider>);
  const label = () => wrapper.find(Button)?.text;
  for (let turn = 0; turn < 1_000 && label() !== "missing"; turn += 1) await update();
  wrapper.find(Button)?.trigger("onPress");
  for (let turn = 0; turn < 1_000 && label() !== "ready"; turn += 1) await update();
  expect(label()).toBe("ready");
});
`;

let project: ExtensionProject;
let folder: string;
beforeAll(async () => {
  project = await extensionProject("0.1.0");
  folder = join(project.folder, "starter");
  rmSync(folder, { recursive: true, force: true });
  cpSync(SOURCE, folder, { recursive: true, filter: (path) => !path.startsWith(join(SOURCE, "node_modules")) });
}, 600_000);

describe("the starter", () => {
  test.each(Object.entries<string>({ ...dependencies, ...devDependencies }))("uses %s %s", (name, version) => {
    expect(project.version(name)).toBe(version.replace("^", ""));
  });

  test.each(Object.entries<string>(scripts))("npm run %s: %s", { timeout: 240_000 }, async (_, script) => {
    const [program, ...args] = script.split(" ");
    await project.run("env", ["-C", folder, join(project.folder, "node_modules/.bin", program!), ...args]);
  });

  test(
    "ends its run of Jest while a view shows a secret that expires in an hour and is loaded again each minute",
    { timeout: 240_000 },
    async () => {
      writeFileSync(join(folder, "src/expiry.test.tsx"), EXPIRING);
      await project.run("env", ["-C", folder, join(project.folder, "node_modules/.bin/jest"), "expiry"]);
    },
  );

  test.each(BUNDLERS)("is bundled by %s", async (bundler) => {
    const { code, notices } = await bundleExtension({ folder, bundler, minify: true });
    expect(notices).toEqual([]);
    expect(code).toContain("com.example.starter");
  });
});
