// Compares the package with copies that minifiers may make of it with unsafe options. `unsafe_comps` of terser turns comparisons around, which is wrong where an
// operand is NaN or undefined.

import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { SecretStoreClient, type SecretStoreError } from "stripe-secret-store";
import { OAuthError, type TokenResponse } from "stripe-secret-store/oauth";
import { createEmulator } from "stripe-secret-store/testing";
import { beforeAll, describe, expect, test } from "vitest";
import { REFUSALS, type RefusalCase } from "../package/cases/refusal-cases";
import { clientEntries } from "./cell";
import { project, tarballFolder, type Project } from "./project";
import { CHANGES } from "./unsafe-options";

let tools: Project;

beforeAll(async () => {
  tools = await project("build-tools");
}, 600_000);

function fileOf(entry: string): string {
  const { exports } = JSON.parse(readFileSync(join(tarballFolder, "package.json"), "utf8"));
  return exports[entry.replace("stripe-secret-store", ".")].import.default;
}

const NOW = 1_800_000_000;
const LIVES = [
  undefined,
  null,
  0,
  -5,
  1,
  30,
  3600,
  1e12,
  Infinity,
  NaN,
  "",
  "0",
  "3600",
  "3600s",
  "never",
  "2030-01-01T00:00:00Z",
  NOW + 60,
  (NOW + 60) * 1000,
  {},
  [],
  true,
];

type OAuth = typeof import("stripe-secret-store/oauth");
interface Case {
  /** The fields of each answer, besides its access token. */
  answer?: object;
  /** The payload that is stored before, instead of saving the answer. */
  stored?: object;
  /** The value that each refresh throws. */
  cause?: unknown;
}

/** Returns the results of the token store in three hours: tokens or codes of errors, the stored secret, and the number of refreshes. */
async function resultsOf({ createTokenStore }: OAuth, { answer, stored, cause }: Case) {
  let now = NOW * 1000;
  const emulator = createEmulator({ now: () => now });
  const client = new SecretStoreClient({ httpClient: emulator.httpClient({ user: "usr_1" }), userContext: { id: "usr_1" } });
  let refreshes = 0;
  const refresh = async () => {
    refreshes += 1;
    if (cause) throw cause;
    return { access_token: `access-${refreshes}`, ...answer } as TokenResponse;
  };
  const tokens = createTokenStore({ client, name: "tokens", refresh, clock: () => now, conflictWait: 0 });
  const outcome = (promise: Promise<unknown>) => promise.catch(({ code, message }) => code ?? message);
  const outcomes = stored
    ? [await outcome(client.createSecret({ name: "tokens", payload: JSON.stringify(stored) }).then(({ object }) => object))]
    : [await outcome(tokens.save({ access_token: "access", ...answer } as TokenResponse))];
  for (const minutes of [0, 0, 58, 2, 120]) {
    now += minutes * 60_000;
    outcomes.push(await outcome(tokens.getAccessToken()));
  }
  const { payload, expires_at } = (await client.findSecret({ name: "tokens" })) ?? {};
  return { outcomes, refreshes, payload, expires_at };
}

const CASES: Record<string, Case[]> = {
  "an answer's lives": LIVES.flatMap((life) =>
    [
      { expires_in: life },
      { refresh_token: "refresh", expires_in: life },
      { refresh_token: "refresh", expires_at: life },
      { refresh_token: "refresh", expires_in: 3600, refresh_token_expires_in: life },
      { refresh_token: "refresh", refresh_token_expires_at: life },
    ].map((answer) => ({ answer })),
  ),
  "stored payloads": [undefined, null, 0, 1, 2, "1", "2", "a", NOW, {}, []].map((v) => ({
    stored: { v, access_token: "access", refresh_token: "refresh", expires_in: 3600 },
  })),
  "refused refreshes": ["invalid_grant", "server_error", undefined].flatMap((error) =>
    [undefined, null, 0, 200, 400, "400", 401, 429, 500, "a", NaN, {}].map((status) => ({
      answer: { refresh_token: "refresh", expires_in: 600 },
      cause: { error, status },
    })),
  ),
  "waits that the provider asks for": [undefined, null, 0, 60_000, 600_000, "600000", "a", NaN].map((retryAfter) => ({
    answer: { refresh_token: "refresh", expires_in: 600 },
    cause: new OAuthError("refresh_failed", "It failed.", { status: 503, retryAfter } as never),
  })),
};

describe.each(Object.entries(CHANGES))("%s", (name, change) => {
  let changed: string;

  beforeAll(async () => {
    // Vitest takes the files of a folder of this name as they are.
    changed = join(tools.folder, "node_modules", name.replace(/\W+/g, "-"));
    cpSync(tarballFolder, changed, { recursive: true });
    for (const entry of [...clientEntries, "stripe-secret-store/oauth"]) {
      const file = fileOf(entry);
      writeFileSync(join(changed, file), await change(readFileSync(join(tarballFolder, file), "utf8"), tools));
    }
  });

  const load = (entry: string) => import(/* @vite-ignore */ pathToFileURL(join(changed, fileOf(entry))).href);

  // The output of wasm2js compares numbers as Rust does, NaN among them. Terser leaves those comparisons as they are.
  const entries = name.startsWith("minified") ? clientEntries : clientEntries.filter((entry) => entry.endsWith("/wasm"));
  test.each(entries)("%s refuses the same calls with the same codes", async (entry) => {
    const { SecretStoreClient } = await load(entry);
    const httpClient = { getClientName: () => "test", makeRequest: () => Promise.reject(new Error("A request was sent.")) };
    const refusal = async ({ options, call }: RefusalCase) => {
      try {
        const secrets = new SecretStoreClient({ httpClient, userContext: { id: "usr_1" }, ...options });
        return void (await call?.(secrets));
      } catch (error) {
        return error as SecretStoreError;
      }
    };
    const found = await Promise.all(REFUSALS.map(async (one) => [one, await refusal(one)] as const));
    const codes = found.map(([{ what }, error]) => ({ what, code: error?.code, param: error?.param }));
    expect(codes).toEqual(REFUSALS.map(({ what, code, param }) => ({ what, code, param })));
  });

  test.each(Object.entries(CASES))("the token store treats %s in the same way", async (_, cases) => {
    const other: OAuth = await load("stripe-secret-store/oauth");
    const asItIs: OAuth = await import("stripe-secret-store/oauth");
    const results = async (oauth: OAuth) => Promise.all(cases.map(async (one) => [one, await resultsOf(oauth, one)]));
    expect(await results(other)).toEqual(await results(asItIs));
  });
});
