// Runs in the page where calls wait for their time-outs. Its functions are in `page`.

import { SecretStoreClient, SecretStoreError, type HttpClient } from "stripe-secret-store";
import { watchTimers } from "../support/timer-watch";

export interface Ending {
  /** The time-out of the call, in milliseconds. */
  timeout: number;
  /** The duration of the call, in milliseconds. */
  after: number;
  code: string;
}

/** The page's timers, from all sources. */
export interface Timers {
  set: number;
  /** The timers that were neither cleared nor fired. */
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
/** Answers in a later task, as the Dashboard does. */
const later = client(async () => {
  const { port1, port2 } = new MessageChannel();
  await new Promise((received) => {
    port1.addEventListener("message", received);
    port1.start();
    port2.postMessage(undefined);
  });
  port1.close();
  return answered;
});

/** Begins calls that get no answer, all together, and returns them in the order of their ends. */
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

/** Makes so many calls that are answered, one after the other. */
export async function answers(calls: number, host: "in memory" | "in a later task" = "in memory"): Promise<void> {
  for (let call = 0; call < calls; call++) await (host === "in memory" ? prompt : later).listSecrets();
}

/** Replaces the page's timers while `act` runs, as fake timers do, and reports them. */
export async function withOthers(act: () => Promise<unknown>): Promise<Timers> {
  const timers = watchTimers();
  try {
    await act();
    return { set: timers.set(), left: timers.pending() };
  } finally {
    timers.end();
  }
}
