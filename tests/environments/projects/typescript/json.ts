// Uses all exports of the entry for JSON, with the rules of client.ts.

import { SecretStoreClient } from "stripe-secret-store";
import type { Secret } from "stripe-secret-store";
import { isUnreadablePayload, jsonSecret } from "stripe-secret-store/json";
import type {
  JsonClient,
  JsonSecret,
  JsonSecretOptions,
  NewJsonSecret,
  StandardIssue,
  StandardResult,
  StandardSchema,
  UnreadablePayload,
} from "stripe-secret-store/json";
import { createEmulator } from "stripe-secret-store/testing";

interface Stored {
  count: string;
}
interface Settings {
  count: number;
}

const issue: StandardIssue = { path: ["count", { key: 0 }] };
const check = (value: unknown): StandardResult<Settings> => {
  const count = (value as Partial<Stored>).count;
  return typeof count === "string" ? { value: { count: Number(count) } } : { issues: [issue] };
};
const schema: StandardSchema<Stored, Settings> = { "~standard": { version: 1, vendor: "own", validate: check } };
const later: StandardSchema<Stored, Settings> = { "~standard": { version: 1, vendor: "own", validate: async (value) => check(value) } };

/** Stores a value by a schema, and reads it, and a payload that does not fit. */
export async function run(): Promise<string> {
  const client: JsonClient = new SecretStoreClient({
    httpClient: createEmulator().httpClient({ user: "usr_1" }),
    userContext: { id: "usr_1" },
  });
  const options: JsonSecretOptions = { scope: "account" };
  const settings: JsonSecret<Stored, Settings> = jsonSecret(client, "settings", schema, options);
  const expiry: NewJsonSecret = { expires_at: new Date("2050-01-01") };
  const created: Secret = await settings.create({ count: "7" }, expiry);
  const found: Settings | null = await jsonSecret(client, "settings", later, options).find();
  await client.createSecret({ name: "settings", payload: "{}", scope: "account" });
  const same: JsonSecret<Settings, Settings> = jsonSecret<Settings>(client, "settings", {
    "~standard": { ...later["~standard"], types: undefined },
  });
  const thrown: unknown = await settings.find().catch((thrown) => thrown);
  if (!isUnreadablePayload(thrown)) throw new Error("It was read.");
  const error: UnreadablePayload = thrown;
  const paths: readonly (readonly (string | number)[])[] | undefined = error.paths;
  const code: "unreadable_payload" = error.code;
  const { deleted } = await settings.delete();
  void same;
  return JSON.stringify([created.name, found && found.count, code, paths, deleted]);
}

/** Is only compiled, never run. */
export async function wrong(settings: JsonSecret<Stored, Settings>): Promise<void> {
  // @ts-expect-error it takes the schema's input
  await settings.create({ count: 7 });
  // @ts-expect-error there may be none
  (await settings.find()).count;
}
