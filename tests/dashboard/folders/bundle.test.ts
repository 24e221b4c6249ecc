// Folders of apps as they are: bundled as Stripe's command line does it, or refused in sentences that say what to do.

import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bundleExtension, BUNDLERS, type Bundle, type Bundler } from "../../../www/server/stripe-bundle";
import { link, MANIFEST, runBundle, SDK_8, SDK_9, view, writeApp, writeFiles } from "./app";

const [OLD, CURRENT] = BUNDLERS;
const bundle = (folder: string, bundler: Bundler = OLD) => bundleExtension({ folder, bundler, minify: false });
const APP = { "stripe-app.json": MANIFEST, "src/views/App.tsx": view("text") };

function runApp({ code }: Bundle) {
  const { exports, globals } = runBundle(code);
  expect(typeof exports.App).toBe("function");
  return { exports, globals };
}

describe("bundles", () => {
  test.for(BUNDLERS)("an app without a notice, by %s", async (bundler) => {
    const bundled = await bundle(writeApp(APP), bundler);
    expect(bundled.notices).toEqual([]);
    const { exports } = runApp(bundled);
    expect(exports.default).toEqual(MANIFEST);
    expect(exports.SDK_VERSION).toMatch(/^9\./);
  });

  test.for([
    [SDK_8, "0.14.54"],
    [SDK_9, "0.28"],
  ] as const)("with the bundler of the installed SDK: %s", async ([sdk, version]) => {
    expect((await bundleExtension({ folder: writeApp(APP, { sdk }), minify: true })).version).toContain(version);
  });

  test.for(["src/views/App.jsx", "src/views/App.js", "src/views/App/index.tsx"])("a view in %s", async (path) => {
    const text = `const App = () => ${path.endsWith(".js") ? "null" : "<></>"}; export default App;`;
    runApp(await bundle(writeApp({ "stripe-app.json": MANIFEST, [path]: text })));
  });

  test("an app without views, and without packages", async () => {
    const { code, notices } = await bundleExtension({
      folder: writeApp({ "stripe-app.json": { id: "a", ui_extension: null } }, { sdk: null }),
      minify: true,
    });
    expect(notices).toEqual([]);
    expect(runBundle(code).exports.default).toEqual({ id: "a", ui_extension: null });
  });

  test.for(BUNDLERS)("an app with warnings, with a notice for each, by %s", async (bundler) => {
    const bundled = await bundle(
      writeApp({ ...APP, "src/views/App.tsx": `${view("a")}\nexport const twice = { a: 1,\n a: 2 };` }),
      bundler,
    );
    expect(bundled.notices).toEqual([expect.stringMatching(/^src\/views\/App\.tsx, line 8: Duplicate key "a" in object literal\.$/)]);
    runApp(bundled);
  });

  test.for(BUNDLERS)("an app whose tsconfig extends what is not installed, with a notice, by %s", async (bundler) => {
    const bundled = await bundle(
      writeApp({ ...APP, "tsconfig.json": { extends: "@stripe/ui-extension-tools/tsconfig.ui-extension" } }),
      bundler,
    );
    expect(bundled.notices).toEqual([
      expect.stringMatching(/^tsconfig\.json, line 2: .*@stripe\/ui-extension-tools\/tsconfig\.ui-extension.*\.$/),
    ]);
    runApp(bundled);
  });

  test("an app in a folder whose path has spaces and signs", async () => {
    const folder = writeApp(
      {
        ...APP,
        "src/logo.svg": "<svg/>",
        "src/views/App.tsx": view("a", `import logo from "../logo.svg"; Object.assign(globalThis, { logo });`),
      },
      { name: "my app (№ 1) & 100% #2" },
    );
    runApp(await bundle(folder));
  });

  test.for(BUNDLERS)("images of the formats that Img takes, with a notice for each that is not an SVG, by %s", async (bundler) => {
    const names = ["a.svg", "b.png", "c.gif", "d.jpg", "e.jpeg", "f.webp"];
    const imports = names.map((name) => `import ${name[0]} from "../images/${name}";`).join("\n");
    const folder = writeApp({
      ...APP,
      ...Object.fromEntries(names.map((name) => [`src/images/${name}`, `content of ${name}`])),
      "src/views/App.tsx": view("a", `${imports} Object.assign(globalThis, { images: [a, b, c, d, e, f] });`),
    });
    const bundled = await bundle(folder, bundler);
    expect(bundled.notices).toEqual(
      names
        .slice(1)
        .map(
          (name) => `src/views/App.tsx imports src/images/${name}, whose ${11 + name.length} bytes are in the script as a data: address.`,
        ),
    );
    const types = ["svg+xml", "png", "gif", "jpeg", "jpeg", "webp"];
    expect(runApp(bundled).globals.images).toEqual(
      types.map((type) => expect.stringMatching(`^data:image/${type.replace("+", "\\+")}[;,]`)),
    );
  });

  test("a package that is linked from the workspace, and a package of the folder above", async () => {
    const folder = writeApp(
      {
        "packages/app/stripe-app.json": MANIFEST,
        "packages/app/src/views/App.tsx": view(
          "a",
          `import { shared } from "shared"; import { above } from "above"; Object.assign(globalThis, { shared, above });`,
        ),
        "packages/shared/package.json": { name: "shared", main: "index.ts" },
        "packages/shared/index.ts": "export const shared: string = 'shared text';",
        "node_modules/above/index.js": "exports.above = 'text above';",
      },
      { sdk: SDK_9 },
    );
    link(join(folder, "packages/shared"), join(folder, "packages/app/node_modules/shared"));
    const bundled = await bundle(join(folder, "packages/app"));
    expect(bundled.notices).toEqual([]);
    expect(bundled.code).toMatch(/shared text[^]*text above|text above[^]*shared text/);
    expect(bundled.inputs).toContain(join(folder, "packages/shared/index.ts"));
  });

  test("version 2 of the manifest: views in ui/src/views, and packages as pnpm installs them in ui/", async () => {
    const folder = writeApp(
      {
        "stripe-app.yaml":
          "id: com.example.second\nui_extension:\n  views:\n    - viewport: settings\n      component: App\nextensions: []\n",
        "pnpm-workspace.yaml": "packages:\n  - ui\n",
        "ui/package.json": { name: "ui" },
        "ui/src/views/App.tsx": view("a", `import { text } from "direct"; Object.assign(globalThis, { text });`),
        "node_modules/.pnpm/direct@1.0.0/node_modules/direct/index.js": "exports.text = require('indirect');",
        "node_modules/.pnpm/indirect@1.0.0/node_modules/indirect/index.js": "module.exports = 'indirect text';",
      },
      { package: "ui" },
    );
    const store = join(folder, "node_modules/.pnpm");
    link(join(store, "direct@1.0.0/node_modules/direct"), join(folder, "ui/node_modules/direct"));
    link(join(store, "indirect@1.0.0/node_modules/indirect"), join(store, "direct@1.0.0/node_modules/indirect"));
    for (const path of [folder, join(folder, "ui")]) {
      const bundled = await bundle(path);
      expect(bundled.notices).toEqual([]);
      expect(bundled.code).toContain("indirect text");
      expect(runApp(bundled).exports.default).toMatchObject({ id: "com.example.second", extensions: [] });
    }
  });
});

describe("gives a package that wants Node's modules empty ones, with a notice:", () => {
  /** Does what packages of 2022 do while they load: constructs, extends, and catches what is missing. */
  const OLD_PACKAGE = `
    const http = require("http");
    const https = require("node:https");
    const { EventEmitter } = require("events");
    const path = require("path");
    let exec = null;
    try { exec = require("child_process").exec; } catch (error) { if (error.code !== "MODULE_NOT_FOUND") throw error; }
    const agent = new http.Agent({ keepAlive: true });
    class Secure extends https.Agent {}
    class Client extends EventEmitter {}
    module.exports = {
      agent, secure: new Secure(), emitter: new Client(), joined: path.join("/v1", "/customers"), version: process.version,
      call() { try { exec("uname -a"); } catch (error) { return error.message; } },
      heard() { let heard; const client = new Client(); client.on("a", (value) => (heard = value)); client.emit("a", 7); return heard; },
    };`;
  test.for(BUNDLERS)("a package that constructs and extends their members while it loads, by %s", async (bundler) => {
    const folder = writeApp({
      ...APP,
      "node_modules/old-package/index.js": OLD_PACKAGE,
      "src/views/App.tsx": view("a", `import old from "old-package"; Object.assign(globalThis, { old });`),
    });
    const bundled = await bundle(folder, bundler);
    expect(bundled.notices).toEqual([
      "The package old-package imports Node's child_process, events, http, https, path. An extension runs without Node, so they are empty.",
    ]);
    const old = runApp(bundled).globals.old as Record<string, unknown> & { call(): string; heard(): number };
    expect(old.joined).toBe("/v1/customers");
    expect(old.version).toBe("");
    expect(old.heard()).toBe(7);
    expect(old.call()).toBe("child_process.exec is empty: an extension has none of Node's modules.");
  });

  test("a module of the app itself that imports them as an ES module does", async () => {
    const folder = writeApp({
      ...APP,
      "src/views/App.tsx": view(
        "a",
        `import { Agent } from "node:http"; import * as os from "os"; Object.assign(globalThis, { seen: [new Agent(), os] });`,
      ),
    });
    const bundled = await bundle(folder);
    expect(bundled.notices).toEqual(["The app imports Node's http, os. An extension runs without Node, so they are empty."]);
    runApp(bundled);
  });

  test("not a package that replaces them itself, or has them installed", async () => {
    const folder = writeApp({
      ...APP,
      "node_modules/old-package/package.json": { name: "old-package", main: "index.js", browser: { http: false, https: "./own.js" } },
      "node_modules/old-package/own.js": "module.exports = 'its own https';",
      "node_modules/old-package/index.js": "module.exports = [require('http'), require('https'), require('punycode'), require('zlib')];",
      "node_modules/punycode/index.js": "module.exports = 'the installed punycode';",
      "src/views/App.tsx": view("a", `import old from "old-package"; Object.assign(globalThis, { old });`),
    });
    const { notices, code } = await bundle(folder);
    expect(notices).toEqual(["The package old-package imports Node's zlib. An extension runs without Node, so they are empty."]);
    expect(code).toContain("its own https");
    expect(code).toContain("the installed punycode");
  });
});

describe("bundles by the current esbuild what the older one does not lower to ES2015:", () => {
  test.for([
    ["an async generator", "exports.run = async function* () { yield 1; };"],
    ["a loop over promises", "exports.run = async () => { for await (const one of []) one; };"],
    ["a large whole number", "exports.run = () => 10n;"],
    ["an expression of a later year", "exports.run = () => /[\\p{L}--[a-z]]/v;"],
  ] as const)("%s in a dependency of a dependency", async ([, text]) => {
    const folder = writeApp({
      ...APP,
      "node_modules/direct/index.js": "exports.run = require('indirect').run;",
      "node_modules/indirect/index.js": text,
      "src/views/App.tsx": view("a", `import { run } from "direct"; Object.assign(globalThis, { run });`),
    });
    const bundled = await bundle(folder);
    expect(bundled.notices[0]).toMatch(
      /^esbuild 0\.14\.54 cannot bundle node_modules\/indirect\/index\.js for ES2015, so esbuild 0\.28\.\d+ has bundled the app\.$/,
    );
    expect(bundled.code).not.toMatch(/async function\*|for await/);
    runApp(bundled);
    expect((await bundle(folder, CURRENT)).notices).toEqual([]);
  });

  test.for([
    "const x = { a: 1 } satisfies object;",
    "function f<const T>(x: T) { return x; }",
    `import x from "../x.json" with { type: "json" };`,
  ])("%s in the app itself", async (text) => {
    const folder = writeApp({ ...APP, "src/x.json": {}, "src/views/App.tsx": view("a", text) });
    expect((await bundle(folder)).notices).toEqual([
      expect.stringMatching(
        /^esbuild 0\.14\.54 cannot bundle src\/views\/App\.tsx for ES2015, so esbuild 0\.28\.\d+ has bundled the app\.$/,
      ),
    ]);
    expect((await bundle(folder, CURRENT)).notices).toEqual([]);
  });
});

const REFUSED: [what: string, files: Record<string, string | object>, message: string | RegExp][] = [
  [
    "a component without a file",
    {
      "stripe-app.json": {
        ...MANIFEST,
        ui_extension: { views: [...MANIFEST.ui_extension.views, { viewport: "settings", component: "Settings" }] },
      },
    },
    /^stripe-app\.json: ui_extension\.views\[1\]\.component is "Settings", but there is no \/\S+\/src\/views\/Settings\.tsx\.$/,
  ],
  ["a view without a default export", { "src/views/App.tsx": "export const App = 1;" }, /^src\/views\/App\.tsx has no default export/],
  [
    "an imported film",
    { "src/views/App.tsx": view("a", `import "./tour.mp4";`), "src/views/tour.mp4": "MP4" },
    "src/views/App.tsx imports src/views/tour.mp4, but Stripe's command line bundles no .mp4 files.",
  ],
  [
    "an image whose name ends in capital letters",
    { "src/views/App.tsx": view("a", `import "./logo.PNG";`), "src/views/logo.PNG": "PNG" },
    "src/views/App.tsx imports src/views/logo.PNG, but Stripe's command line bundles no .PNG files. Rename it to logo.png.",
  ],
  [
    "an imported style sheet",
    { "src/views/App.tsx": view("a", `import "./app.css";`), "src/views/app.css": "a {}" },
    /src\/views\/App\.tsx imports .*bundles no \.css files\.$/,
  ],
  [
    "a file that is missing",
    { "src/views/App.tsx": view("a", `import "./b";`) },
    `src/views/App.tsx imports "./b", but there is no such file.`,
  ],
  [
    "a package that is missing",
    { "src/views/App.tsx": view("a", `import "@acme/tools/x";`) },
    /^src\/views\/App\.tsx imports "@acme\/tools\/x", which is not installed\. Run your package manager's install in \/\S+\.$/,
  ],
  [
    "a package without such a file",
    { "src/views/App.tsx": view("a", `import "@stripe/ui-extension-sdk/nothing";`) },
    /which the installed package @stripe\/ui-extension-sdk does not have\.$/,
  ],
  ["an error in the syntax", { "src/views/App.tsx": "export default () => <Box>;" }, /^src\/views\/App\.tsx, line 1: .*\.$/],
  ["an await at the top", { "src/views/App.tsx": "await 1; export default 1;" }, /^src\/views\/App\.tsx, line 1: Top-level await /],
];

describe("refuses, in a sentence with the file,", () => {
  for (const bundler of BUNDLERS) {
    test.for(REFUSED)(`%s, by ${bundler}`, async ([, files, message]) => {
      await expect(bundle(writeApp({ ...APP, ...files }), bundler)).rejects.toThrow(message);
    });
  }

  test("an app whose packages are not installed", async () => {
    const folder = writeApp(APP, { sdk: null });
    await expect(bundleExtension({ folder, minify: true })).rejects.toThrow(
      `${folder} has no @stripe/ui-extension-sdk installed. Run your package manager's install in it.`,
    );
    mkdirSync(join(folder, "node_modules/@stripe/ui-extension-sdk"), { recursive: true });
    writeFiles(folder, { "node_modules/@stripe/ui-extension-sdk/package.json": { version: "9.0.0" } });
    await expect(bundleExtension({ folder, minify: true })).rejects.toThrow(
      /imports "@stripe\/ui-extension-sdk\/ui", which the installed package/,
    );
    rmSync(join(folder, "node_modules"), { recursive: true });
  });

  test("a package that is missing in many files, once", async () => {
    const files = Object.fromEntries(["a", "b", "c"].map((name) => [`src/${name}.ts`, `import "@acme/tools/${name}";`]));
    const imports = Object.keys(files).map((path) => `import "../${path.slice(4, -3)}";`);
    const message = /^src\/a\.ts imports "@acme\/tools\/a", which is not installed\. Run your package manager's install in \/\S+\.$/;
    await expect(bundle(writeApp({ ...APP, ...files, "src/views/App.tsx": view("a", imports.join("\n")) }))).rejects.toThrow(message);
  });

  test("many errors, with the first five and the number of the others", async () => {
    const imports = Array.from({ length: 9 }, (_, index) => `import "./missing-${index}";`).join("\n");
    const error = await bundle(writeApp({ ...APP, "src/views/App.tsx": view("a", imports) })).catch(({ message }) => message);
    expect(error.split("\n")).toHaveLength(6);
    expect(error).toMatch(/There are 4 more errors\.$/);
  });
});
