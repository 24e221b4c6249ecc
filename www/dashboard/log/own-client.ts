// Writes a request of the log as a program that uses this project's client.

import type { RequestEntry } from "stripe-secret-store/testing";
import { operationOf, type Operation } from "../live/operation";
import type { SnippetContext } from "./snippet-context";
import { literal, nested } from "./parameters";

const METHODS: Record<Operation, string> = { create: "createSecret", find: "findSecret", list: "listSecrets", delete: "deleteSecret" };

/** Returns undefined for a call that the client does not have, or an unknown caller. */
export function ownClientOf(entry: RequestEntry, { url }: Pick<SnippetContext, "url">): string | undefined {
  const operation = operationOf(entry);
  const { caller } = entry;
  if (operation === undefined || caller === null) return undefined;
  const { app, account, user, livemode } = caller;
  const options = { app, account, ...(user !== undefined && { user }), ...(livemode && { livemode }) };
  // The client always expands the payload.
  const { expand: _, ...parameters } = nested(entry.parameters);
  return `import { SecretStoreClient } from "stripe-secret-store";
import { connectEmulator } from "stripe-secret-store/testing";

const emulator = connectEmulator(${JSON.stringify(url)});
const secrets = new SecretStoreClient({
  httpClient: emulator.httpClient(${literal(options, "  ")}),${user === undefined ? "" : `\n  userContext: { id: ${JSON.stringify(user)} },`}
});

const answer = await secrets.${METHODS[operation]}(${literal(parameters)});
console.log(JSON.stringify(answer, null, 2));
`;
}
