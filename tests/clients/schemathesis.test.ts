// Runs schemathesis, which makes several hundred valid and invalid requests from Stripe's OpenAPI description. No answer may be a failure of the
// server, or have a status, a content type or a shape that the description lacks. The server must not accept an invalid request.

import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect } from "vitest";
import { schemathesis } from "../../scripts/setup.mjs";
import { strictDescription, type Json } from "./openapi";
import { test } from "./server";

const CONFIGURATION = fileURLToPath(new URL("schemathesis.toml", import.meta.url));

/**
 * Returns the description for schemathesis. It forbids empty texts, which Stripe's does not. Texts in a query have no longest length, so that schemathesis does
 * not make such texts: two of 5,000 characters make a URL of up to 120 kB, and a web server answers that by itself. It has examples of an existing
 * secret, since random names would never find one.
 */
function narrowed(): Json {
  const description = strictDescription();
  const narrow = (schema: Json, isQuery: boolean) => {
    if (schema.type === "string" && schema.maxLength !== undefined) {
      schema.minLength = 1;
      if (isQuery) delete schema.maxLength;
    }
    for (const child of Object.values(schema)) if (typeof child === "object" && child !== null) narrow(child, isQuery);
  };
  for (const [path, operations] of Object.entries<Json>(description.paths)) {
    const example = path.endsWith("/delete") ? ANOTHER : EXAMPLE;
    for (const { parameters = [], requestBody } of Object.values<Json>(operations)) {
      narrow(parameters, true);
      for (const parameter of parameters) if (parameter.name in example) parameter.example = example[parameter.name];
      if (requestBody === undefined) continue;
      narrow(requestBody, false);
      const media = requestBody.content["application/x-www-form-urlencoded"];
      media.example = "payload" in media.schema.properties ? { ...example, payload: "made up" } : example;
    }
  }
  return description;
}

/** A secret of the default world, and one that may be deleted before the other is found. */
const EXAMPLE: Json = { name: "Bar API key", scope: { type: "account" } };
const ANOTHER: Json = { name: "Foo API key", scope: { type: "user", user: "usr_1" } };

let program: string;
beforeAll(async () => void (program = await schemathesis()), 600_000);

test("finds no answer that differs from the description", { timeout: 300_000 }, async ({ serve, folder }) => {
  // The reference shows the short answer to delete, but the description does not allow it.
  const server = await serve("--assumption", "short_delete_answer=false");
  const description = join(folder, "openapi.json");
  writeFileSync(description, JSON.stringify(narrowed()));
  const args = ["--config-file", CONFIGURATION, "run", description, "--url", server.url, "--header", "Authorization: Bearer sk_test_app_a"];
  // Makes the same requests each time.
  args.push("--seed", "20260930", "--generation-database", "none", "--max-examples", "120", "--no-color", "--warnings", "off");
  // The time that it takes to make them must not fail the test.
  args.push("--suppress-health-check", "all");
  const { code, output } = await new Promise<{ code: unknown; output: string }>((resolve) =>
    execFile(program, args, { cwd: folder, maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, output: stdout + stderr }),
    ),
  );
  expect({ code, output: code === 0 ? "" : output }).toEqual({ code: 0, output: "" });

  const requests = await server.requests();
  expect(requests.length, "the log still has the first of them").toBeLessThan(1_000);
  const answered = new Set(requests.map(({ method, path, status }) => `${method} ${path} ${status}`));
  for (const operation of ["POST /v1/apps/secrets", "GET /v1/apps/secrets", "GET /v1/apps/secrets/find", "POST /v1/apps/secrets/delete"])
    for (const status of [200, 400, 401]) expect(answered, "it got so far").toContain(`${operation} ${status}`);
});
