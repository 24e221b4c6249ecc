// Compiles and runs a block of code as a program, with the names that the text around it introduces.

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import Stripe from "stripe";
import { SecretStoreClient } from "stripe-secret-store";
import { createTokenStore } from "stripe-secret-store/oauth";
import { createSecrets } from "stripe-secret-store/stripe";
import { createEmulator, type Emulator } from "stripe-secret-store/testing";
import { vi } from "vitest";
import type { Block } from "./documents";
import { typeCheck } from "./type-check";
import { USER } from "./client";
import { here, packageFolder } from "./paths";

/** The names that the text around the blocks introduces: those of a view, of an example and of a test framework. */
const INTRODUCED = `
import type { ExtensionContextValue } from "@stripe/ui-extension-sdk/context";
import type { SecretStoreClient } from "stripe-secret-store";
import type { Emulator, EmulatorConnection } from "stripe-secret-store/testing";
import type { TokenStore, createOAuthProvider } from "stripe-secret-store/oauth";
import type { SecretsClient } from "stripe-secret-store/stripe";
import type Client from "stripe";
declare global {
  const userContext: ExtensionContextValue["userContext"];
  const environment: ExtensionContextValue["environment"];
  const oauthContext: ExtensionContextValue["oauthContext"];
  const appContext: ExtensionContextValue["appContext"];
  const secrets: SecretStoreClient;
  const stripeSecrets: SecretsClient;
  const emulator: Emulator;
  const tokens: TokenStore;
  const dropbox: ReturnType<typeof createOAuthProvider>;
  const crm: ReturnType<typeof createOAuthProvider>;
  const createOAuthState: () => Promise<{ state: string; challenge: string }>;
  const token: string;
  const url: string;
  const server: EmulatorConnection;
  const Connection: React.ComponentType;
  interface Settings { theme: string }
  const jest: { mock(module: string, factory: () => object): void; fn(implementation?: unknown): any };
  namespace jest { interface Mock { (...args: any[]): any; mockImplementation(implementation: () => unknown): void } }
  const test: (name: string, run: () => Promise<void>) => void;
  const beforeEach: (run: () => void) => void;
  const expect: (value: unknown) => { toBe(expected: unknown): void; rejects: { toMatchObject(expected: object): Promise<void> } };
}
`;

/** The views that blocks import from files next to them, which other blocks show. */
const VIEWS = ["App", "SignIn"];
const VIEW = `
import type { ExtensionContextValue } from "@stripe/ui-extension-sdk/context";
export default function View(context: ExtensionContextValue): JSX.Element;
`;

/** Names of values by the entry that exports them. */
export type Names = Record<string, readonly string[]>;

/** The imports of other blocks that a block of a document may rely on. */
export const OF_THE_PAGE: Names = {
  "stripe-secret-store": ["SecretStoreClient", "SecretStoreError"],
  "stripe-secret-store/node": ["createHttpClient"],
  "stripe-secret-store/oauth": ["createLease", "createTokenStore"],
};

/** Returns the package's exports, which an example of a declaration need not import. The first entry with a name counts. */
export async function ofThePackage(): Promise<Names> {
  const { name, exports } = JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8"));
  const names: Record<string, string[]> = {};
  for (const path of Object.keys(exports)) {
    if (path.endsWith(".json")) continue;
    const entry = name + path.slice(1);
    const before = Object.values(names).flat();
    names[entry] = Object.keys(await import(/* @vite-ignore */ entry)).filter((one) => !before.includes(one));
  }
  return names;
}

/** Returns the imports that a block lacks. */
export function importsOf(code: string, names: Names): string {
  const lacks = (name: string) => new RegExp(`\\b${name}\\b`).test(code) && !new RegExp(`import[^;]*\\b${name}\\b`).test(code);
  const stripe = /\bStripe[.(]/.test(code) && lacks("Stripe") ? [`import Stripe from "stripe"; `] : [];
  return Object.entries(names)
    .map(([module, names]) => [module, names.filter(lacks)] as const)
    .map(([module, missing]) => (missing.length > 0 ? `import { ${missing.join(", ")} } from "${module}"; ` : ""))
    .concat(stripe)
    .join("");
}

export class Programs {
  private constructor(
    private readonly folder: string,
    private readonly blocks: readonly Block[],
  ) {}

  /** Writes each block to a file, with the imports that it lacks. */
  static async of(blocks: readonly Block[], names: (block: Block) => Names): Promise<Programs> {
    const programs = new Programs(await mkdtemp(join(here, ".documents-")), blocks);
    // The imports are on the first line, so that line numbers stay those of the document.
    for (const block of blocks)
      await writeFile(programs.fileOf(block), `${importsOf(block.code, names(block))}${block.code}\nexport {};\n`);
    return programs;
  }

  remove = () => rm(this.folder, { recursive: true, force: true });

  private nameOf = (block: Block) => `block-${this.blocks.indexOf(block)}.${block.language}`;
  private fileOf = (block: Block) => join(this.folder, this.nameOf(block));

  /** Returns the compiler's messages about each block, and about other files. */
  async compile(): Promise<{ of(block: Block): string[]; ofOthers: string[] }> {
    await writeFile(join(this.folder, "introduced.d.ts"), INTRODUCED);
    for (const name of VIEWS) await writeFile(join(this.folder, `${name}.d.ts`), VIEW);
    const compilerOptions = {
      target: "es2022",
      module: "esnext",
      moduleResolution: "bundler",
      jsx: "react-jsx",
      strict: true,
      noUncheckedIndexedAccess: true,
      // The SDK's own declarations have errors: see types.test.ts.
      skipLibCheck: true,
      noEmit: true,
      types: ["node", "react"],
      lib: ["es2022", "dom"],
    };
    await writeFile(join(this.folder, "tsconfig.json"), JSON.stringify({ compilerOptions }));
    const complaints = (await typeCheck(this.folder)).split("\n");
    return {
      of: (block) => complaints.filter((line) => line.includes(`${this.nameOf(block)}(`)),
      ofOthers: complaints.filter((line) => line && !line.includes("block-")),
    };
  }

  /** Runs a block over its own emulator, and returns the lines that it logs. */
  async run(block: Block, introduced: object = {}): Promise<string[]> {
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
      fetchStripeSignature: async () => "made up",
    };
    const userContext = { id: USER, account: { id: "acct_cactus" } };
    const secrets = new SecretStoreClient({ httpClient: client, userContext });
    const refresh = async () => ({ access_token: "a", refresh_token: "r" });
    const provider = { refresh, authorizationUrl: () => "", exchange: async () => null };
    const stores = ["dropbox", "crm"].map((name) => createTokenStore({ client: secrets, name, refresh }));
    for (const store of stores) await store.save(await refresh());
    const provided = {
      userContext,
      secrets,
      stripeSecrets: createSecrets({ httpClient: client, userContext }),
      emulator,
      tokens: stores[0],
      token: "made up",
      url: "data:,",
      dropbox: provider,
      crm: provider,
      fetch: fetchOf(emulator),
    };
    vi.stubEnv("STRIPE_SECRET_KEY", "sk_test_app_a");
    vi.stubEnv("STRIPE_SIGNING_SECRET", "absec_made_up");
    const view = {
      environment: { mode: "test", constants: { PROVIDER: "https://provider.example" } },
      oauthContext: null,
      appContext: undefined,
    };
    for (const [name, value] of Object.entries({ ...provided, ...view, ...introduced, Stripe, __StripeExtExports: { endpoint: { call } } }))
      vi.stubGlobal(name, value);
    const log = vi.spyOn(console, "log").mockReturnValue();
    try {
      await import(/* @vite-ignore */ pathToFileURL(this.fileOf(block)).href);
      return log.mock.calls.map((values) => values.map(String).join(" "));
    } finally {
      log.mockRestore();
      vi.unstubAllGlobals();
      vi.unstubAllEnvs();
    }
  }
}

/** Returns a `fetch` that asks the emulator in place of Stripe. */
export function fetchOf(emulator: Emulator): typeof fetch {
  const stripe = emulator.httpClientByKey();
  const { fetch } = globalThis;
  return async (url, init) => {
    const { host, pathname, search } = new URL(String(url));
    if (host !== "api.stripe.com") return fetch(url, init);
    const { method = "GET", headers = {}, body } = init ?? {};
    const answer = await stripe.makeRequest(host, 443, pathname + search, method, headers, body as string, "https", 1_000);
    return Response.json(await answer.toJSON(), { status: answer.getStatusCode(), headers: answer.getHeaders() });
  };
}
