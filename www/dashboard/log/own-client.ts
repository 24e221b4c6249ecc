// A request of the log as a program with this project's client.

import type { RequestEntry } from "stripe-secret-store/testing";
import { operationOf, type Operation } from "../live/operation";
import type { Surroundings } from "./call";
import { literal, nested } from "./parameters";

const METHODS: Record<Operation, string> = { create: "createSecret", find: "findSecret", list: "listSecrets", delete: "deleteSecret" };

/** Nothing where the client has no such call, or nobody could be told. */
export function ownClientOf(entry: RequestEntry, { url }: Pick<Surroundings, "url">): string | undefined {
  const operation = operationOf(entry);
  const { caller } = entry;
  if (operation === undefined || caller === null) return undefined;
  const { app, account, user, livemode } = caller;
  const asking = { app, account, ...(user !== undefined && { user }), ...(livemode && { livemode }) };
  // It asks for the payload by itself.
  const { expand: _, ...parameters } = nested(entry.parameters);
  return `import { SecretStoreClient } from "stripe-secret-store";
import { connectEmulator } from "stripe-secret-store/testing";

const emulator = connectEmulator(${JSON.stringify(url)});
const secrets = new SecretStoreClient({
  httpClient: emulator.httpClient(${literal(asking, "  ")}),${user === undefined ? "" : `\n  userContext: { id: ${JSON.stringify(user)} },`}
});

const answer = await secrets.${METHODS[operation]}(${literal(parameters)});
console.log(JSON.stringify(answer, null, 2));
`;
}
