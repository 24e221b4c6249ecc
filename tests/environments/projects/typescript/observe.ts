// Uses all exports of the entry for observation, with the rules of client.ts.

import { SecretStoreClient, type HttpClient } from "stripe-secret-store";
import { observe } from "stripe-secret-store/observe";
import type { ObservedOperation, ObserveOptions, RequestEvent, ResponseEvent } from "stripe-secret-store/observe";
import { createEmulator } from "stripe-secret-store/testing";

/** Observes one find. */
export async function run(): Promise<string> {
  const seen: [ObservedOperation, RequestEvent["scopeType"], number | undefined, string][] = [];
  const options: ObserveOptions = {
    onRequest: ({ operation, scopeType, attempt }: RequestEvent) => seen.push([operation, scopeType, attempt, "undefined"]),
    onResponse: ({ operation, scopeType, status, requestId }: ResponseEvent) => seen.push([operation, scopeType, status, typeof requestId]),
  };
  const httpClient: HttpClient = observe(createEmulator().httpClient({ user: "usr_1" }), options);
  await new SecretStoreClient({ httpClient, userContext: { id: "usr_1" } }).findSecret({ name: "n" });
  return JSON.stringify(seen);
}

/** Is only compiled, never run. */
export function wrong(httpClient: HttpClient): void {
  // @ts-expect-error no option of that name
  observe(httpClient, { onError: () => undefined });
  // @ts-expect-error an event has no name of a secret
  observe(httpClient, { onRequest: ({ name }) => name });
  // @ts-expect-error a request has no status yet
  observe(httpClient, { onRequest: ({ status }) => status });
}
