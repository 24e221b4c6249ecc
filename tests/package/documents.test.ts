// What the documents show compiles and runs, and what they link to is there.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import Stripe from "stripe";
import { SecretStoreClient } from "stripe-secret-store";
import { createEmulator } from "stripe-secret-store/testing";
import { createTokenStore } from "stripe-secret-store/oauth";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { BLOCKS, DOCUMENTS, root, target, type Block } from "./documents";
import { here, USER } from "./support";

/** What the text around the blocks has introduced: of the view, of an example's own, and of a test framework. */
const INTRODUCED = `
import type { ExtensionContextValue } from "@stripe/ui-extension-sdk/context";
import type { SecretStoreClient } from "stripe-secret-store";
import type { Emulator } from "stripe-secret-store/testing";
import type { TokenStore, createOAuthProvider } from "stripe-secret-store/oauth";
import type Client from "stripe";
declare global {
  const userContext: ExtensionContextValue["userContext"];
  const environment: ExtensionContextValue["environment"];
  const oauthContext: ExtensionContextValue["oauthContext"];
  const appContext: ExtensionContextValue["appContext"];
  const secrets: SecretStoreClient;
  const emulator: Emulator;
  const tokens: TokenStore;
  const dropbox: ReturnType<typeof createOAuthProvider>;
  const crm: ReturnType<typeof createOAuthProvider>;
  const token: string;
  const url: string;
  const App: React.ComponentType<ExtensionContextValue>;
  interface Settings { theme: string }
  const jest: { mock(module: string, factory: () => object): void; fn(): any };
  namespace jest { interface Mock { (...args: any[]): any; mockImplementation(implementation: () => unknown): void } }
  const test: (name: string, run: () => Promise<void>) => void;
  const expect: (value: unknown) => { toBe(expected: unknown): void; rejects: { toMatchObject(expected: object): Promise<void> } };
}
`;

const isTypeScript = ({ language }: Block) => language === "ts" || language === "tsx";
const nameOf = ({ path, line }: Block) => `${path}:${line}`;
/** The examples' own pages show parts of programs, which are run as such. */
const isPart = ({ path }: Block) => path.startsWith("www/examples/");
const TYPED = BLOCKS.filter((block) => isTypeScript(block) && !isPart(block));

/** Why a block is not run here. */
function runElsewhere({ language, code }: Block): boolean {
  const isAView = language === "tsx"; // As in tests/react.
  const isATest = /\b(jest|test)\b[.(]/.test(code); // As in tests/environments.
  const asksStripe = code.includes("createNodeHttpClient()");
  return isAView || isATest || asksStripe;
}

let folder: string;
const fileOf = (block: Block) => join(folder, `block-${TYPED.indexOf(block)}.${block.language}`);

/** What a block lacks of what another on its page has imported. */
function imports(code: string): string {
  const KNOWN = {
    "stripe-secret-store": ["SecretStoreClient", "SecretStoreError"],
    "stripe-secret-store/oauth": ["createLease", "createTokenStore"],
  };
  return Object.entries(KNOWN)
    .map(([module, names]) => {
      const missing = names.filter((name) => new RegExp(`\\b${name}\\b`).test(code) && !new RegExp(`import[^;]*\\b${name}\\b`).test(code));
      return missing.length > 0 ? `import { ${missing.join(", ")} } from "${module}"; ` : "";
    })
    .concat(/\bnew Stripe\b/.test(code) && !/import Stripe\b/.test(code) ? [`import Stripe from "stripe"; `] : [])
    .join("");
}

beforeAll(async () => {
  folder = await mkdtemp(join(here, ".documents-"));
  // On the first line, so that the lines stay those of the document.
  for (const block of TYPED) await writeFile(fileOf(block), `${imports(block.code)}${block.code}\nexport {};\n`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("a block of code compiles", () => {
  let complaints: string;

  beforeAll(async () => {
    await writeFile(join(folder, "introduced.d.ts"), INTRODUCED);
    const compilerOptions = {
      target: "es2022",
      module: "esnext",
      moduleResolution: "bundler",
      jsx: "react-jsx",
      strict: true,
      noUncheckedIndexedAccess: true,
      // The SDK's own declarations do not stand it: see types.test.ts.
      skipLibCheck: true,
      noEmit: true,
      types: ["node", "react"],
      lib: ["es2022", "dom"],
    };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions }));
    complaints = await new Promise((resolve) =>
      execFile(join(root, "node_modules/.bin/tsc"), ["-p", folder, "--pretty", "false"], (_, stdout) => resolve(stdout)),
    );
  }, 120_000);

  test.each(TYPED.map((block) => [nameOf(block), block] as const))("%s", (_, block) => {
    const file = fileOf(block).slice(folder.length + 1);
    expect(complaints.split("\n").filter((line) => line.includes(`${file}(`))).toEqual([]);
  });

  test("and nothing else is complained of", () => {
    expect(complaints.split("\n").filter((line) => line && !line.includes("block-"))).toEqual([]);
  });
});

describe("a block of code runs", () => {
  test.each(TYPED.filter((block) => !runElsewhere(block)).map((block) => [nameOf(block), block] as const))("%s", async (_, block) => {
    const emulator = createEmulator();
    const client = emulator.httpClient({ user: USER });
    const answer = async (path: string, { method = "GET", headers = {}, body = null }: Record<string, any> = {}) => {
      const response = await client.makeRequest("api.stripe.com", 443, path, method, headers, body, "https", 1_000);
      const status = response.getStatusCode();
      return { ok: status < 300, status, headers: response.getHeaders(), json: await response.toJSON(), url: path };
    };
    const call = {
      supportsFetchAppEmbeddedKey: async () => false,
      stripeApiFetch: answer,
      createOAuthState: async () => ({ state: "s", challenge: "c" }),
    };
    const userContext = { id: USER };
    const secrets = new SecretStoreClient({ httpClient: client, userContext });
    const refresh = async () => ({ access_token: "a", refresh_token: "r" });
    const provider = { refresh, authorizationUrl: () => "", exchange: async () => null };
    for (const name of ["dropbox", "crm"]) await createTokenStore({ client: secrets, name, refresh }).save(await refresh());
    const provided = { userContext, secrets, emulator, token: "made up", url: "data:,", dropbox: provider, crm: provider };
    const view = { environment: { mode: "test" }, oauthContext: null, appContext: undefined };
    for (const [name, value] of Object.entries({ ...provided, ...view, Stripe, __StripeExtExports: { endpoint: { call } } }))
      vi.stubGlobal(name, value);
    const log = vi.spyOn(console, "log").mockReturnValue();
    try {
      await import(/* @vite-ignore */ pathToFileURL(fileOf(block)).href);
    } finally {
      log.mockRestore();
      vi.unstubAllGlobals();
    }
  });
});

describe("what is linked to is there", () => {
  /** As GitHub names headings. */
  const anchors = (text: string) =>
    [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    );

  test.each(DOCUMENTS.map((document) => [document.path, document] as const))("%s", (_, document) => {
    const missing = [];
    for (const [, link = ""] of document.text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(link)) continue;
      const [path = "", anchor] = link.split("#");
      const file = path === "" ? document.path : target(document, path);
      const there = existsSync(join(root, file));
      const headings = DOCUMENTS.find((one) => one.path === file);
      if (!there || (anchor !== undefined && !(headings && anchors(headings.text).includes(anchor)))) missing.push(link);
    }
    expect(missing).toEqual([]);
  });
});
