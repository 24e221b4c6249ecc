// Derives each secret's latest change from the stored secrets before and after, and from the requests between.

import type { RequestEntry, StoredSecret } from "stripe-secret-store/testing";
import { operationOf, type Operation } from "./operation";

export type EffectKind = "set" | "replace" | "find" | "delete" | "expire";

export interface Effect {
  readonly kind: EffectKind;
  readonly secret: StoredSecret;
  /** The number of the refresh that found it. */
  readonly turn: number;
}

/** Maps an operation to its effect on an existing secret. */
const KINDS: Partial<Record<Operation, EffectKind>> = { find: "find", create: "replace" };

/** Returns at most one effect for each secret: the latest one that can be derived. */
export function effectsOf(
  before: readonly StoredSecret[],
  after: readonly StoredSecret[],
  requests: readonly RequestEntry[],
): readonly Effect[] {
  const had = new Set(before.map(({ id }) => id));
  const has = new Set(after.map(({ id }) => id));
  const found = new Map<string, Effect>();
  const record = (kind: EffectKind, secret: StoredSecret) => found.set(secret.id, { kind, secret, turn: 0 });
  for (const secret of before) {
    if (!has.has(secret.id)) record(wasDeleted(secret, requests) ? "delete" : removal(secret), secret);
  }
  for (const request of requests.filter(({ status }) => status === 200)) {
    const operation = operationOf(request);
    const kind = operation && KINDS[operation];
    const secret = kind && after.find((one) => isTarget(one, request));
    if (kind && secret && had.has(secret.id)) record(kind, secret);
  }
  for (const secret of after) if (!had.has(secret.id)) record("set", secret);
  return [...found.values()];
}

const wasDeleted = (secret: StoredSecret, requests: readonly RequestEntry[]) =>
  requests.some((request) => operationOf(request) === "delete" && isTarget(secret, request));

/** Explains a removal without a request. A secret with an expiry most likely expired. Another one was removed by the emulator's controls. */
const removal = ({ expires_at }: StoredSecret) => (expires_at === null ? "delete" : "expire");

/** Tells whether the request names this secret. */
function isTarget(secret: StoredSecret, { caller, parameters }: RequestEntry): boolean {
  if (caller === null) return false;
  const user = parameters["scope[type]"] === "user" ? parameters["scope[user]"] : null;
  const isSameScope = secret.apps.includes(caller.app) && secret.account === caller.account && secret.livemode === caller.livemode;
  return isSameScope && secret.user === user && secret.name === parameters.name;
}
