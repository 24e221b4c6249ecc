// The client in JavaScript, as the table runs it.

import { createHttpClient } from "stripe-secret-store/node";
import type * as Package from "stripe-secret-store";
import type { Case } from "./cases";
import type { Stage } from "./stage";

/** Runs each case with a client of this entry, and reports its outcome to the stage. */
export async function runJavaScript(entry: typeof Package, stage: Stage, port: number): Promise<void> {
  for (const [index, one] of stage.cases.entries()) {
    await stage.begin(index);
    stage.end(index, await outcome(entry, one, port));
  }
}

async function outcome({ SecretStoreClient, SecretStoreError }: typeof Package, { operation, ...one }: Case, port: number) {
  try {
    const address = { host: "127.0.0.1", port, protocol: "http" as const };
    const secrets = new SecretStoreClient({ httpClient: createHttpClient(), apiKey: "sk_test_app_a", ...address, ...one.client });
    const answer = await (secrets[operation] as (params: object, options?: object) => Promise<any>)(one.params, one.options);
    if (operation === "deleteSecret") return { answer: { id: answer.id } };
    if (operation === "listSecrets") return { answer: { data: answer.data.map(shown), has_more: answer.has_more } };
    return { answer: answer && shown(answer) };
  } catch (error) {
    if (!SecretStoreError.is(error)) throw error;
    const { code, message, retryable, attempts, status, param, stripeCode, docUrl, requestId } = error;
    const known = { status, param, stripeCode, docUrl };
    const texts = Object.fromEntries(Object.entries(known).map(([name, value]) => [name, value ?? null]));
    return { error: { code, message, retryable, attempts, hasRequestId: requestId !== undefined, ...texts } };
  }
}

function shown({ id, name, payload, scope, created, expires_at, livemode }: Package.Secret & { payload?: string }) {
  return { id, name, payload: payload ?? null, scope, created, expires_at: expires_at ?? null, livemode };
}
