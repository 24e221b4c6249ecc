// An app's folder while people and package managers change it.

import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { extensionSource } from "../../../www/server/extension";
import { link, MANIFEST, SDK_9, view, writeApp, writeFiles } from "./app";

const APP = { "stripe-app.json": MANIFEST, "src/views/App.tsx": view("text") };

/** Reads and watches an app until the test's end. */
async function watched(path: string, manifest?: string) {
  const source = extensionSource({ path, manifest });
  const changed = vi.fn();
  onTestFinished(source.watch(changed));
  await source.read();
  return {
    /** Makes changes, and waits until the source has noticed them and gives what is expected. */
    async gives(change: () => void, expected: RegExp) {
      changed.mockClear();
      change();
      await vi.waitFor(() => expect(changed).toHaveBeenCalled(), 10_000);
      await vi.waitFor(async () => expect(JSON.stringify(await source.read())).toMatch(expected), 10_000);
    },
    changed,
    source,
  };
}

/** Waits until the watcher notices a change, so that it has begun. */
async function begun({ changed }: { changed: ReturnType<typeof vi.fn> }, folder: string) {
  let turn = 0;
  await vi.waitFor(() => {
    writeFileSync(join(folder, "src/begun.ts"), `${(turn += 1)}`);
    expect(changed).toHaveBeenCalled();
  }, 10_000);
}

test("notices a source that changes, is replaced, is added, and a folder of sources", async () => {
  const folder = writeApp(APP);
  const app = await watched(folder);
  await begun(app, folder);
  await app.gives(() => writeFiles(folder, { "src/views/App.tsx": view("changed") }), /changed/);
  writeFiles(folder, { "src/views/.App.tsx.new": view("replaced") });
  await app.gives(() => renameSync(join(folder, "src/views/.App.tsx.new"), join(folder, "src/views/App.tsx")), /replaced/);
  await app.gives(
    () => writeFiles(folder, { "src/views/App.tsx": view("a", `import "../new/part";`) }),
    /imports \\"..\/new\/part\\", but there is no such file/,
  );
  await app.gives(() => writeFiles(folder, { "src/new/part.ts": `console.log("new part")` }), /new part/);
});

test("notices the manifest, the manifest that it extends, and a tsconfig", async () => {
  const folder = writeApp({ ...APP, "stripe-app.dev.json": { extends: "stripe-app.json", constants: { LEVEL: "first" } } });
  const app = await watched(folder, "stripe-app.dev.json");
  await begun(app, folder);
  await app.gives(
    () => writeFiles(folder, { "stripe-app.dev.json": { extends: "stripe-app.json", constants: { LEVEL: "second" } } }),
    /second/,
  );
  await app.gives(() => writeFiles(folder, { "stripe-app.json": { ...MANIFEST, name: "Renamed" } }), /Renamed/);
  await app.gives(
    () => writeFiles(folder, { "stripe-app.json": `{ "id": ` }),
    /It could not be bundled: stripe-app\.json is not valid JSON/,
  );
  await app.gives(() => writeFiles(folder, { "stripe-app.json": MANIFEST }), /second/);
  await app.gives(() => writeFiles(folder, { "tsconfig.json": { extends: "missing-base" } }), /missing-base/);
});

test("goes on while node_modules is removed and installed again, and notices the end of the installation", async () => {
  const folder = writeApp({ ...APP, "src/views/App.tsx": view("a", `import { text } from "dependency"; console.log(text);`) });
  const install = (text: string) => {
    for (let index = 0; index < 200; index += 1) writeFiles(folder, { [`node_modules/package-${index}/lib/index.js`]: "" });
    writeFiles(folder, { "node_modules/dependency/index.js": `exports.text = "${text}"` });
    writeFiles(folder, { "node_modules/.package-lock.json": text });
  };
  install("first text");
  const app = await watched(folder);
  await begun(app, folder);
  await app.gives(() => {
    rmSync(join(folder, "node_modules"), { recursive: true });
    link(SDK_9, join(folder, "node_modules/@stripe/ui-extension-sdk"));
    install("second text");
  }, /second text/);
});

test("notices that its folder vanishes, and that it returns", async () => {
  const folder = writeApp(APP);
  const app = await watched(folder);
  await begun(app, folder);
  const away = `${folder}-away`;
  await app.gives(() => renameSync(folder, away), /It could not be bundled: there is no \S+\/app\./);
  await app.gives(() => {
    writeFiles(away, { "src/views/App.tsx": view("returned") });
    renameSync(away, folder);
  }, /returned/);
  await app.gives(() => writeFiles(folder, { "src/views/App.tsx": view("changed after that") }), /changed after that/);
});

test("notices the source of a package that is linked from elsewhere", async () => {
  const folder = writeApp({
    "app/stripe-app.json": MANIFEST,
    "app/src/views/App.tsx": view("a", `import { text } from "linked"; console.log(text);`),
    "linked/index.ts": `export const text = "first text";`,
    "linked/package.json": { name: "linked", main: "index.ts" },
  });
  link(join(folder, "linked"), join(folder, "app/node_modules/linked"));
  const app = await watched(join(folder, "app"));
  await begun(app, join(folder, "app"));
  await app.gives(() => writeFiles(folder, { "linked/index.ts": `export const text = "second text";` }), /second text/);
});

test("notices a script that is replaced, vanishes and returns", async () => {
  const folder = writeApp({ ".build/ext.js": "first script", "src/x.ts": "" });
  const path = join(folder, ".build/ext.js");
  const app = await watched(path);
  await vi.waitFor(() => {
    writeFileSync(path, "script of the start");
    expect(app.changed).toHaveBeenCalled();
  }, 10_000);
  await app.gives(() => writeFileSync(path, "second script"), /second script/);
  await app.gives(() => rmSync(path), /It could not be read: /);
  await app.gives(() => writeFileSync(path, "third script"), /third script/);
});
