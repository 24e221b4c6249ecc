// The program of the page in which calls wait for their time-outs: what it was asked for is in `page`.

import { SecretStoreClient, SecretStoreError, type HttpClient } from "stripe-secret-store";
import { watchTimers } from "./timer-watch";

export interface Ending {
  /** What the call was given, in milliseconds. */
  timeout: number;
  /** After how long it ended, in milliseconds. */
  after: number;
  code: string;
}

/** Timers that the page had, whoever asked for them. */
export interface Timers {
  set: number;
  /** Not cleared, and not fired. */
  left: number;
}

const answered = {
  getStatusCode: () => 200,
  getHeaders: () => ({}),
  toJSON: async () => ({ object: "list", data: [], has_more: false, url: "" }),
};

function client(makeRequest: HttpClient["makeRequest"]): SecretStoreClient {
  return new SecretStoreClient({ httpClient: { getClientName: () => "made up", makeRequest }, scope: "account", maxNetworkRetries: 0 });
}

const silent = client(() => new Promise(() => {}));
const prompt = client(async () => answered);

/** Calls that nobody answers, all begun at once; in the order in which they ended. */
export async function endings(timeouts: number[], maxNetworkRetries = 0): Promise<Ending[]> {
  const ended: Ending[] = [];
  const begun = performance.now();
  await Promise.all(
    timeouts.map((timeout) =>
      silent.listSecrets(undefined, { timeout, maxNetworkRetries }).catch((error: unknown) => {
        ended.push({ timeout, after: performance.now() - begun, code: SecretStoreError.is(error) ? error.code : String(error) });
      }),
    ),
  );
  return ended;
}

/** So many calls that are answered, one after the other. */
export async function answers(calls: number): Promise<void> {
  for (let call = 0; call < calls; call++) await prompt.listSecrets();
}

/** Has somebody else's timers stand in the page's place while something is done, as fake timers do, and tells of them. */
export async function withOthers(act: () => Promise<unknown>): Promise<Timers> {
  const timers = watchTimers();
  try {
    await act();
    return { set: timers.set(), left: timers.pending() };
  } finally {
    timers.end();
  }
}
