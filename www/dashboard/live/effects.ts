// What has happened to which secret, from what is kept before and after and what was asked between.

import type { RequestEntry, StoredSecret } from "stripe-secret-store/testing";
import { operationOf, type Operation } from "./operation";

export type EffectKind = "set" | "replace" | "find" | "delete" | "expire";

export interface Effect {
  readonly kind: EffectKind;
  readonly secret: StoredSecret;
  /** Which look at the store it was seen by. */
  readonly turn: number;
}

/** What a request has done to a secret that was there before. What is deleted is there no more. */
const KINDS: Partial<Record<Operation, EffectKind>> = { find: "find", create: "replace" };

/** One for each secret at most: what came last of what can be told. */
export function effectsOf(
  before: readonly StoredSecret[],
  after: readonly StoredSecret[],
  requests: readonly RequestEntry[],
): readonly Effect[] {
  const had = new Set(before.map(({ id }) => id));
  const has = new Set(after.map(({ id }) => id));
  const found = new Map<string, Effect>();
  const tell = (kind: EffectKind, secret: StoredSecret) => found.set(secret.id, { kind, secret, turn: 0 });
  for (const secret of before) {
    if (!has.has(secret.id)) tell(wasDeleted(secret, requests) ? "delete" : gone(secret), secret);
  }
  for (const request of requests.filter(({ status }) => status === 200)) {
    const operation = operationOf(request);
    const kind = operation && KINDS[operation];
    const secret = kind && after.find((one) => isMeant(one, request));
    if (kind && secret && had.has(secret.id)) tell(kind, secret);
  }
  for (const secret of after) if (!had.has(secret.id)) tell("set", secret);
  return [...found.values()];
}

const wasDeleted = (secret: StoredSecret, requests: readonly RequestEntry[]) =>
  requests.some((request) => operationOf(request) === "delete" && isMeant(secret, request));

/** Nobody asked for it. What has an end has most likely come to it; the rest was taken away by whoever runs the emulator. */
const gone = ({ expires_at }: StoredSecret) => (expires_at === null ? "delete" : "expire");

/** The request is about this secret. */
function isMeant(secret: StoredSecret, { caller, parameters }: RequestEntry): boolean {
  if (caller === null) return false;
  const user = parameters["scope[type]"] === "user" ? parameters["scope[user]"] : null;
  const isThere = secret.apps.includes(caller.app) && secret.account === caller.account && secret.livemode === caller.livemode;
  return isThere && secret.user === user && secret.name === parameters.name;
}
