// Asking over the network, so that every promise settles, whatever the network and the platform's `fetch` do.
//
// By `fetch` and not by gloo-net in Rust: that (0.7) panics when `fetch` rejects with anything but an Error, and the promise that waits for
// it then never settles.

import { stopTimer } from "../stop-timer.js";
import { isObject } from "./checks.js";
import { failure, timedOut, type Pairs } from "./http.js";

/** An answer whose status and headers have arrived. */
export interface Head {
  status: number;
  headers: Pairs;
  /** Resolves with the whole body. It may never settle while the network sends nothing: call it within `withDeadline`. */
  text(): Promise<string>;
  /** The body as a stream, if the platform supports one. */
  stream: unknown;
}

/** Ends a request: aborts the platform's request, if that is possible. */
export interface Stop {
  readonly signal: AbortSignal | undefined;
  now(): void;
}

export function stopper(): Stop {
  const controller = typeof AbortController === "function" ? new AbortController() : undefined;
  return { signal: controller?.signal, now: () => controller?.abort() };
}

/**
 * Returns the result of `work`, or rejects with the code `ETIMEDOUT` after so many milliseconds. Leaves no timer. It settles also if `work` throws
 * synchronously, never settles or ignores its signal.
 */
export function withDeadline<T>(
  milliseconds: number,
  work: (stop: Stop) => Promise<T>,
  { late = timedOut, stop = stopper() }: { late?: (milliseconds: number) => Error; stop?: Stop } = {},
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(late(milliseconds));
      stop.now();
    }, milliseconds);
    new Promise<T>((started) => started(work(stop))).then(
      (value) => {
        stopTimer(timer);
        resolve(value);
      },
      (error) => {
        stopTimer(timer);
        reject(error);
      },
    );
  });
}

/** Sends a request, and resolves with the status and headers of its answer. Rejects with an Error, whatever `fetch` does. Call it within `withDeadline`. */
export async function send(url: string, init: RequestInit, { signal }: Stop): Promise<Head> {
  // Reads the global at each call, because tests replace it. If it is missing, this throws like other failures.
  const response: unknown = await withCause("No answer came", () => globalThis.fetch(url, { ...init, ...(signal && { signal }) }));
  if (!isResponse(response)) throw new Error("The result of `fetch` must be a Response.");
  const headers: Pairs = [];
  response.headers.forEach((value, name) => headers.push([name.toLowerCase(), value]));
  const text = () => withCause("The answer ended too early", () => response.text()).then(String);
  return { status: response.status, headers, text, stream: response.body };
}

/** Returns the result of the platform's promise. A value that it throws or rejects with, of any type, becomes the cause of an Error. */
async function withCause<T>(what: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    throw failure(`${what}: ${describe(cause)}.`, { ...withCode(cause), cause });
  }
}

function isResponse(value: unknown): value is Response {
  if (!isObject(value) || typeof value.status !== "number" || typeof value.text !== "function") return false;
  return isObject(value.headers) && typeof value.headers.forEach === "function";
}

/** Describes a thrown value. */
function describe(cause: unknown): string {
  try {
    const message = isObject(cause) ? cause.message : cause;
    return String(message).replace(/\.$/, "");
  } catch {
    return "the reason is unknown"; // An object without a prototype, a Proxy that throws.
  }
}

/** Returns the code of an error, or of its cause, where Node's fetch has it. */
function withCode(error: unknown): { code?: string } {
  try {
    for (const { code } of [error, (error as { cause?: unknown }).cause] as { code?: unknown }[])
      if (typeof code === "string") return { code };
  } catch {
    // Not every error has a code.
  }
  return {};
}
