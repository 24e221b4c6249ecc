// Sends the requests of a run: slowly, within the Secret Store, and never for a secret that the run did not name itself.

import { prefixOf } from "./names";
import type { Form, Step } from "./question";
import { read, type Reading, type WireAnswer } from "./reply";

const PATH = "/v1/apps/secrets";

/** The API version that all requests name, so that reports can be compared. It is the one of stripe-node 23.1. */
export const API_VERSION = "2026-10-28.endive";

/** The milliseconds between two requests: at most 5 of them start in a second, retries and the clean-up included. */
const INTERVAL = 200;

/** The longest wait for a time of the server, in milliseconds. A server whose date jumps could make it endless. */
const LONGEST_WAIT = 30_000;

/** The time, and the way to let it pass. Tests have a clock of their own. */
export interface Clock {
  /** Returns the milliseconds since 1970. */
  now(): number;
  /** Resolves after so many milliseconds, or earlier if the signal is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** A request without its key, which only the transport knows. */
export interface WireRequest {
  readonly method: string;
  /** The path with the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly key: "own" | "none" | "publishable";
}

/** Sends one request. It settles in a limited time, and rejects if no whole answer came. */
export type Transport = (request: WireRequest, signal: AbortSignal | undefined) => Promise<WireAnswer>;

/** The person has interrupted the run. */
export class Interrupted extends Error {
  constructor() {
    super("The run was interrupted.");
  }
}

/** An answer is of live mode. No other request may follow. */
export class LiveModeError extends Error {
  constructor() {
    super("An answer is of live mode, so the run stopped at once. Use a key of test mode or of a sandbox.");
  }
}

export interface Sender {
  /**
   * Sends the request of a step. Returns trouble if no usable answer came.
   *
   * @param signal Interrupts the request, and a wait before it.
   * @throws {Interrupted}
   * @throws {LiveModeError} Each later call throws it too.
   */
  send(step: Step, signal?: AbortSignal): Promise<Exclude<Reading, { isLive: true }>>;
  /** Returns the time of the server in milliseconds since 1970, as far as its answers show it. */
  serverNow(): number;
  /** Returns the API version that the latest answer names. An extension may not see that header: then it is the version that the requests name. */
  apiVersion(): string;
}

/** Returns the sender of a run. */
export function createSender({
  transport,
  clock,
  code,
  account,
}: {
  transport: Transport;
  clock: Clock;
  code: string;
  account?: string | undefined;
}): Sender {
  let next = 0;
  let offset = 0;
  let version = API_VERSION;
  let isLive = false;

  async function waitUntil(time: number, signal: AbortSignal | undefined) {
    const wait = time - clock.now();
    if (wait > 0) await clock.sleep(wait, signal);
    if (signal?.aborted) throw new Interrupted();
  }

  /** Takes the server's date as its time, unless the clock here agrees with it, since a date has no fractions of a second. */
  function setTime(date: number) {
    if (Number.isNaN(date)) return;
    const difference = date + 500 - clock.now();
    offset = Math.abs(difference) <= 1_000 ? 0 : difference;
  }

  return {
    serverNow: () => clock.now() + offset,
    apiVersion: () => version,
    async send(step, signal) {
      if (isLive) throw new LiveModeError();
      checkIsOwn(step, prefixOf(code));
      if (step.wait !== undefined) await waitUntil(clock.now() + step.wait, signal);
      if (step.at !== undefined) {
        const time = step.at - offset;
        if (time - clock.now() > LONGEST_WAIT) return { trouble: "The date of the answers jumped." };
        await waitUntil(time, signal);
      }
      // The clock of this machine may have been set back.
      await waitUntil(Math.min(next, clock.now() + INTERVAL), signal);
      next = clock.now() + INTERVAL;
      let answer: WireAnswer;
      try {
        answer = await transport(wireRequest(step, account), signal);
      } catch {
        if (signal?.aborted) throw new Interrupted();
        // The error of the platform may quote the request.
        return { trouble: "No whole answer came." };
      }
      setTime(Date.parse(answer.headers.date ?? ""));
      version = answer.headers["stripe-version"] ?? version;
      const reading = read(answer, step);
      if (!("isLive" in reading)) return reading;
      isLive = true;
      throw new LiveModeError();
    },
  };
}

/** Returns the request of a step. */
export function wireRequest(step: Step, account: string | undefined): WireRequest {
  const { method, route, query = [], body, headers = {}, key = "own" } = step;
  const named = step.account === undefined ? account : (step.account ?? undefined);
  const form = encoded(query);
  return {
    method,
    path: `${PATH}${route}${form && `?${form}`}`,
    headers: {
      "Stripe-Version": API_VERSION,
      ...(named !== undefined && { "Stripe-Account": named }),
      ...(body !== undefined && { "Content-Type": "application/x-www-form-urlencoded" }),
      ...headers,
    },
    body: body && encoded(body),
    key,
  };
}

const encoded = (form: Form): string => form.map((pair) => pair.map(encodeURIComponent).join("=")).join("&");

/** Throws if a request names a secret without the prefix of the run, or leaves the Secret Store. This is the last check before a request is sent. */
export function checkIsOwn({ method, route, query = [], body = [] }: Step, prefix: string): void {
  const names = [...query, ...body].filter(([name]) => name === "name" || name.startsWith("name[")).map(([, name]) => name);
  const isForeign = names.some((name) => name !== "" && !name.startsWith(prefix));
  const isNameless = method === "POST" && names.every((name) => name === "");
  if (isForeign || isNameless || !/^(\/\w+)?$/.test(route))
    throw new Error("ask-stripe was about to send a request for a secret that it did not make. Please report this.");
}
