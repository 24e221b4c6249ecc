// Manifests as Stripe's command line writes and reads them, and as people break them.

import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findManifest, readManifest } from "../../../www/server/manifest";
import { MANIFEST, writeApp } from "./app";

const YAML = `
$schema: https://stripe.com/stripe-app/v2.0.0/schema
id: com.example.second
name: Second
version: 0.0.1
icon: ""
declarations:
  distribution_type: private
  stripe_api_access:
    permissions:
      - permission: secret_write
        purpose: It keeps tokens.
      - permission: customer_read
        purpose: It shows names.
ui_extension:
  views:
    - viewport: stripe.dashboard.home.overview
      component: Home
  content_security_policy:
    purpose: ""
extensions: []
`;

const read = (files: Record<string, string | object>, chosen?: string) => {
  const folder = writeApp(files, { sdk: null });
  return readManifest(findManifest(folder, chosen));
};

describe("reads", () => {
  test("a JSON manifest", () => {
    expect(read({ "stripe-app.json": MANIFEST })).toMatchObject({
      id: "com.example.folder",
      name: "Folder",
      permissions: ["secret_write"],
      views: [{ viewport: "stripe.dashboard.drawer.default", component: "App" }],
    });
  });

  test.for([
    ["null in place of lists", { permissions: null, ui_extension: { views: null, content_security_policy: { "connect-src": null } } }],
    ["null in place of objects", { permissions: [], ui_extension: null, constants: null, post_install_action: null, extensions: null }],
    ["empty lists in place of objects", { permissions: [], ui_extension: [], constants: [], declarations: [] }],
    ["no optional field", {}],
  ] as const)("a manifest with %s", ([, fields]) => {
    expect(read({ "stripe-app.json": { id: "com.example.a", ...fields } })).toMatchObject({
      id: "com.example.a",
      name: "com.example.a",
      permissions: [],
      views: [],
    });
  });

  test("a manifest that begins with a byte order mark", () => {
    expect(read({ "stripe-app.json": `\uFEFF${JSON.stringify(MANIFEST)}` }).id).toBe("com.example.folder");
  });

  test("the permissions and views of a YAML manifest", () => {
    expect(read({ "stripe-app.yaml": YAML })).toMatchObject({
      id: "com.example.second",
      permissions: ["secret_write", "customer_read"],
      views: [{ viewport: "stripe.dashboard.home.overview", component: "Home" }],
      content: { extensions: [] },
    });
  });

  test("a YAML manifest with anchors, merged keys, CRLF and a byte order mark", () => {
    const lines = [
      "---",
      "id: com.example.merged",
      "base: &view { viewport: stripe.dashboard.drawer.default, component: Drawer }",
      "ui_extension:",
      "  views:",
      "    - *view",
      "    - { <<: *view, viewport: settings }",
    ];
    expect(read({ "stripe-app.yaml": `\uFEFF${lines.join("\r\n")}` }).views).toEqual([
      { viewport: "stripe.dashboard.drawer.default", component: "Drawer" },
      { viewport: "settings", component: "Drawer" },
    ]);
  });

  test("the YAML manifest where a folder has both", () => {
    expect(read({ "stripe-app.yaml": YAML, "stripe-app.json": MANIFEST }).id).toBe("com.example.second");
  });

  test("the manifest of the parent of the folder ui", () => {
    const folder = writeApp({ "stripe-app.yaml": YAML, "ui/package.json": {} }, { sdk: null });
    expect(findManifest(join(folder, "ui"))).toBe(join(folder, "stripe-app.yaml"));
  });

  test("the chosen manifest with what it extends: objects are merged and lists replaced", () => {
    const base = {
      ...MANIFEST,
      constants: { API: "https://a.example", LEVEL: 1 },
      ui_extension: { ...MANIFEST.ui_extension, content_security_policy: { "connect-src": ["https://a.example/"], purpose: "It asks." } },
    };
    const dev = {
      extends: "./stripe-app.json",
      constants: { API: "http://localhost:8080" },
      ui_extension: { content_security_policy: { "connect-src": ["http://localhost:8080/"] } },
    };
    const manifest = read({ "stripe-app.json": base, "stripe-app.dev.json": dev }, "stripe-app.dev.json");
    expect(manifest.content).toEqual({
      ...base,
      constants: { API: "http://localhost:8080", LEVEL: 1 },
      ui_extension: {
        ...MANIFEST.ui_extension,
        content_security_policy: { "connect-src": ["http://localhost:8080/"], purpose: "It asks." },
      },
    });
    expect(manifest.files.map((file) => file.replace(/.*\//, ""))).toEqual(["stripe-app.dev.json", "stripe-app.json"]);
  });
});

const list = `must be a list.`;
const REFUSED: [what: string, text: string | object, message: string | RegExp][] = [
  ["a comma before the end", `{\n  "id": "a",\n}`, "stripe-app.json is not valid JSON: line 2 has a comma that nothing follows."],
  [
    "a comma before the end of a list",
    `{ "id": "a", "permissions": [\n{ "permission": "b" },\n] }`,
    /line 2, in permissions\[1\], has a comma/,
  ],
  ["a comment", `{ "id": "a" // mine\n}`, /is not valid JSON: line 1.* "invalid comment token"\.$/],
  ["an end that is missing", `{ "id": "a"`, /is not valid JSON: line 1.* "close brace expected"\.$/],
  ["nothing in it", "", "stripe-app.json is not valid JSON: the file is empty."],
  ["a list in it", "[]", "stripe-app.json must contain an object."],
  ["no id", { name: "A" }, `stripe-app.json: id must be a text, such as "com.example.app".`],
  ["a number as its id", { id: 7 }, /^stripe-app\.json: id must be a text/],
  ["an object as its permissions", { id: "a", permissions: {} }, `stripe-app.json: permissions ${list}`],
  ["a text as its views", { id: "a", ui_extension: { views: "App" } }, `stripe-app.json: ui_extension.views ${list}`],
  ["a list as its ui_extension", { id: "a", ui_extension: [{}] }, "stripe-app.json: ui_extension must be an object."],
  ["an id that is too long", { id: "a".repeat(256) }, "stripe-app.json: id must be 255 characters or fewer."],
  ["a text as its policy", { id: "a", ui_extension: { content_security_policy: "x" } }, /content_security_policy must be an object\.$/],
  [
    "a text as its connect-src",
    { id: "a", ui_extension: { content_security_policy: { "connect-src": "https://a.example/" } } },
    `stripe-app.json: ui_extension.content_security_policy.connect-src ${list}`,
  ],
  [
    "a view that is null",
    { id: "a", ui_extension: { views: [null] } },
    /^stripe-app\.json: ui_extension\.views\[0\]\.viewport must be a text/,
  ],
  [
    "a view without a component",
    { id: "a", ui_extension: { views: [...MANIFEST.ui_extension.views, { viewport: "settings" }] } },
    `stripe-app.json: ui_extension.views[1].component must be the name of a file in src/views/, such as "App".`,
  ],
  [
    "a component outside of src/views",
    { id: "a", ui_extension: { views: [{ viewport: "settings", component: "../Settings" }] } },
    `stripe-app.json: ui_extension.views[0].component must be a name in JavaScript, such as "App", and not "../Settings".`,
  ],
  ["a base that is missing", { extends: "base.json" }, /^stripe-app\.json: extends names base\.json, but there is no \/\S+\/base\.json\.$/],
  ["itself as its base", { extends: "./stripe-app.json" }, "stripe-app.json: extends must not lead back to stripe-app.json."],
  ["a list as its base", { extends: [] }, "stripe-app.json: extends must be the path of a manifest."],
];

describe("refuses, in a sentence with the file and the field,", () => {
  test.for(REFUSED)("a manifest with %s", ([, text, message]) => {
    expect(() => read({ "stripe-app.json": text })).toThrow(message);
  });

  test.for([
    ["a tab", "id: a\n\tname: b", /^stripe-app\.yaml is not valid YAML: .* at line 2, column 1\.$/],
    ["a key twice", "id: a\nid: b", /^stripe-app\.yaml is not valid YAML: .* at line 2, column 1\.$/],
    ["an alias of nothing", "id: *a", /^stripe-app\.yaml is not valid YAML: /],
    ["no id", "name: b", /^stripe-app\.yaml: id must be a text/],
  ] as const)("a YAML manifest with %s", ([, text, message]) => {
    expect(() => read({ "stripe-app.yaml": text })).toThrow(message);
  });

  test("a folder without a manifest, and a chosen manifest that is missing", () => {
    expect(() => read({})).toThrow(/^\/\S+ has no manifest: neither a stripe-app\.json nor a stripe-app\.yaml\.$/);
    expect(() => read({ "stripe-app.json": MANIFEST }, "stripe-app.dev.json")).toThrow(
      /^There is no manifest \/\S+\/stripe-app\.dev\.json\.$/,
    );
  });
});
