// Sets up the tests of the token store: virtual time, and for each test an emulator, a client of one user, and a provider.

import type { SecretStoreClient } from "stripe-secret-store";
import { createTokenStore, OAuthError, type TokenClient, type TokenStoreOptions } from "stripe-secret-store/oauth";
import { createEmulator, type Emulator } from "stripe-secret-store/testing";
import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import { virtualTime, type VirtualTime } from "../model/virtual-time";
import { clientOver, USER } from "../client";
import { RotatingProvider } from "./provider-model";

const START = Date.parse("2026-11-25T12:00:00Z");
/** Another one for each test: stores of one page wait for each other, and some tests leave a request that never ends. */
export let NAME: string;
let count = 0;

export let time: VirtualTime;
beforeAll(() => void (time = virtualTime(START)));
afterAll(() => time.end());

export let emulator: Emulator;
export let client: SecretStoreClient;
export let provider: RotatingProvider;
beforeEach(() => {
  NAME = `dropbox-${++count}`;
  emulator = createEmulator();
  client = clientOver(emulator.httpClient({ user: USER }));
  provider = new RotatingProvider();
});

/** Returns the tokens of a sign-in. Its access token has expired. */
export const ended = () => ({ ...provider.signIn(), expires_in: undefined, expires_at: now() - 1 });

/** Returns a client of another program: stores of one program wait for each other, and those of two do not. */
export const clientOfAnotherProgram = (): TokenClient => {
  const account = `program-${++count}`;
  return {
    findSecret: (...given) => client.findSecret(...given),
    createSecret: (...given) => client.createSecret(...given),
    deleteSecret: (...given) => client.deleteSecret(...given),
    locate: (place) => Object.assign(client.locate(place), { account }),
  };
};

export const now = () => Math.floor(time.now() / 1000);
export const storeOver = (options: Partial<TokenStoreOptions> = {}) =>
  createTokenStore({ client, name: NAME, refresh: provider.refresh, ...options });
export const stored = async () => JSON.parse((await client.findSecret({ name: NAME }))!.payload) as Record<string, unknown>;
export const keep = (payload: unknown) =>
  client.createSecret({ name: NAME, payload: typeof payload === "string" ? payload : JSON.stringify(payload) });
export const lets = (seconds: number) => time.advance(seconds * 1000);
export const writes = () => emulator.requests.filter(({ method }) => method === "POST").length;
export const reads = () => emulator.requests.filter(({ method }) => method === "GET").length;

/** Returns the error that a promise rejects with, and lets time pass where only time is missing. */
export async function failure(promise: Promise<unknown>): Promise<OAuthError> {
  const outcome = await time.settled(promise);
  if (outcome.status === "fulfilled") return expect.fail("nothing was thrown");
  expect(OAuthError.is(outcome.reason), `no OAuthError: ${String(outcome.reason)}`).toBe(true);
  return outcome.reason as OAuthError;
}
export const value = async <T>(promise: Promise<T>): Promise<T> => {
  const outcome = await time.settled(promise);
  if (outcome.status === "rejected") throw outcome.reason;
  return outcome.value;
};
