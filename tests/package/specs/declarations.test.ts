// Checks that the client reads exactly the declared fields: it accepts each declared field and rejects all others.

import { expect, test } from "vitest";
import { clientOver, errorOf, scripted, wrong } from "../support/client";
import { declarations } from "../support/paths";

/** Returns the names in a declared interface. */
function fieldsOf(name: string) {
  const body = new RegExp(`export interface ${name} \\{\\n([^]*?)\\n\\}`).exec(declarations)?.[1] ?? "";
  const fields = [...body.replace(/\/\*\*[^]*?\*\//g, "").matchAll(/^\s*(\w+)\??:/gm)].map(([, field]) => field as string);
  expect(fields.length, name).toBeGreaterThan(0);
  return fields;
}

// A valid value for every field.
const GOOD: Record<string, unknown> = {
  name: "token",
  payload: "a payload",
  scope: "account",
  expires_at: new Date(Date.now() + 3_600_000),
  limit: 1,
  starting_after: "appsecret_1",
  ending_before: "appsecret_1",
  httpClient: scripted({ status: 401 }),
  userContext: { id: "usr_1" },
  appContext: { authorizedPermissions: ["secret_write"] },
  apiKey: "sk_test_made_up",
  apiVersion: "2026-10-28.endive",
  stripeAccount: "acct_1",
  stripeContext: "acct_1",
  host: "api.example.com",
  port: 443,
  protocol: "https",
  timeout: 1_000,
  maxNetworkRetries: 0,
  cardNumbers: "allow",
  signal: new AbortController().signal,
  idempotencyKey: "key",
  colour: "unknown",
};

const secrets = () => clientOver(scripted({ status: 401 }));

/** Every method gets 401, so `unauthorized` means that the field was accepted and the request was sent. */
const WHERE: Record<string, (field: object) => unknown> = {
  CreateSecretParams: (field) => secrets().createSecret(wrong({ name: "a", payload: "b", ...field })),
  FindSecretParams: (field) => secrets().findSecret(wrong({ name: "a", ...field })),
  DeleteSecretParams: (field) => secrets().deleteSecret(wrong({ name: "a", ...field })),
  ListSecretsParams: (field) => secrets().listSecrets(wrong(field)),
  SecretStoreOptions: (field) => clientOver(scripted({ status: 401 }), field).listSecrets(),
  CallOptions: (field) => secrets().listSecrets({}, wrong(field)),
};

test("has a value for every declared field", () => {
  const declared = new Set(Object.keys(WHERE).flatMap(fieldsOf));
  expect([...declared, "colour"].sort()).toEqual(Object.keys(GOOD).sort());
});

test.each(Object.keys(WHERE))("accepts exactly the declared fields of %s", async (name) => {
  const declared = fieldsOf(name);
  for (const [field, value] of Object.entries(GOOD)) {
    const { code, param } = await errorOf(() => WHERE[name]!({ [field]: value }));
    if (declared.includes(field)) expect(code, `${name}.${field}`).toBe("unauthorized");
    else expect([code, param], `${name}.${field}`).toEqual([/Options/.test(name) ? "invalid_option" : "invalid_parameter", field]);
  }
});
