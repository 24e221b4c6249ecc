// Reads what an editor shows for the package, by TypeScript's language service: the hover texts of the four methods, and the completions of
// their parameters, their options and the codes.

import { execFile } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { cleanEnvironment, project, tarballFolder } from "./project";

interface Shown {
  hover?: string;
  documentation?: string;
  tags: string[];
  /** The documentation of each completion. */
  completions: Record<string, string>;
}

const DECLARATIONS = readFileSync(join(tarballFolder, "dist/index.d.ts"), "utf8");
const CODES = [...(/type SecretStoreErrorCode = ([^;]+);/.exec(DECLARATIONS)?.[1] ?? "").matchAll(/"(\w+)"/g)].map(([, code]) => code!);

/** The fields of each method's parameters, as Stripe's reference names them. */
const METHODS = {
  createSecret: { result: "Promise<Secret>", fields: ["name", "payload", "scope", "expires_at"] },
  findSecret: { result: "Promise<FoundSecret | null>", fields: ["name", "scope"] },
  listSecrets: { result: "Promise<SecretList>", fields: ["scope", "limit", "starting_after", "ending_before"] },
  deleteSecret: { result: "Promise<DeletedSecret>", fields: ["name", "scope"] },
};

const CLIENT = `import { SecretStoreClient, SecretStoreError } from "stripe-secret-store";\ndeclare const secrets: SecretStoreClient;\n`;
const SOURCES: Record<string, string> = {
  "client.ts": `${CLIENT}secrets./**/`,
  "options.ts": `${CLIENT}new SecretStoreClient({ /**/ });`,
  "codes.ts": `${CLIENT}declare const error: SecretStoreError;\nif (error.code === "/**/") throw error;`,
  ...Object.fromEntries(
    Object.keys(METHODS).flatMap((name) => [
      [`${name}.ts`, `${CLIENT}secrets./**/${name}({ name: "n" } as never);`],
      [`${name}-params.ts`, `${CLIENT}secrets.${name}({ /**/ });`],
      [`${name}-call.ts`, `${CLIENT}secrets.${name}({ name: "n" } as never, { /**/ });`],
    ]),
  ),
};

let shown: Record<string, Shown[]>;

beforeAll(async () => {
  const typescript = await project("typescript");
  typescript.use("stripe-secret-store", "editor");
  const folder = join(typescript.folder, "editor/sources");
  mkdirSync(folder, { recursive: true });
  shown = await new Promise((resolve, reject) => {
    const args = ["editor/editor.mjs", "typescript-5.9", folder];
    const program = execFile(
      process.execPath,
      args,
      { cwd: typescript.folder, env: cleanEnvironment(), maxBuffer: 1 << 26 },
      (error, output) => (error ? reject(error) : resolve(JSON.parse(output))),
    );
    program.stdin!.end(JSON.stringify(SOURCES));
  });
}, 300_000);

/** A sentence whose first word is a verb in the third person. */
const VERB_FIRST = /^[A-Z][a-z]+s\b[^.]*\./;

describe.each(Object.entries(METHODS))("%s", (name, { result, fields }) => {
  test("shows its types, what it does, its errors and an example", () => {
    const [at] = shown[`${name}.ts`]!;
    expect(at!.hover).toMatch(new RegExp(`^\\(method\\) SecretStoreClient\\.${name}\\(params\\??: `));
    expect(at!.hover!.endsWith(`: ${result}`)).toBe(true);
    expect(at!.documentation).toMatch(VERB_FIRST);
    expect(at!.tags.filter((tag) => tag.startsWith("@param"))).toHaveLength(2);
    for (const tag of ["@throws", "@example"])
      expect(
        at!.tags.some((one) => one.startsWith(tag)),
        tag,
      ).toBe(true);
  });

  test("completes its parameters with a text for each", () => {
    const [at] = shown[`${name}-params.ts`]!;
    expect(Object.keys(at!.completions).sort()).toEqual([...fields].sort());
    for (const [field, text] of Object.entries(at!.completions)) expect(text, field).not.toBe("");
  });

  test("completes the options of a call with a text for each", () => {
    const [at] = shown[`${name}-call.ts`]!;
    expect(Object.keys(at!.completions)).toEqual(expect.arrayContaining(["signal", "timeout", "maxNetworkRetries"]));
    for (const [field, text] of Object.entries(at!.completions)) expect(text, field).not.toBe("");
  });
});

test("completes the methods with the first lines of their texts", () => {
  const { completions } = shown["client.ts"]![0]!;
  expect(Object.keys(completions).sort()).toEqual([...Object.keys(METHODS), "forAccount", "forUser", "locate"].sort());
  for (const [name, text] of Object.entries(completions)) expect(text, name).toMatch(VERB_FIRST);
});

test("completes the client's options with a text for each", () => {
  const { completions } = shown["options.ts"]![0]!;
  expect(Object.keys(completions)).toEqual(expect.arrayContaining(["httpClient", "userContext", "apiKey"]));
  for (const [name, text] of Object.entries(completions)) expect(text, name).not.toBe("");
});

test("completes the codes of errors", () => {
  expect(CODES.length).toBeGreaterThan(20);
  expect(Object.keys(shown["codes.ts"]![0]!.completions).sort()).toEqual([...CODES].sort());
});
