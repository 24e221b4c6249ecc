// Calls the routes under /_emulator/ of the emulator's server, reads their answers, and writes the errors.

import { isObject } from "./checks.js";
import { toJavaScriptNames } from "./faults.js";
import { failure } from "./http.js";
import { send, type Stop } from "./network.js";

/** A JSON object. */
export type Json = Record<string, unknown>;

/** Calls a route, and returns its answer as read by `read`. If `read` throws, the answer comes from another program. */
export async function control<T>(url: string, init: RequestInit, stop: Stop, read: (json: Json) => T): Promise<T> {
  const { status, text } = await send(url, init, stop);
  return parseReply(status, await text(), read);
}

/** Returns the answer as read by `read`, if it comes from the emulator. */
export function parseReply<T>(status: number, text: string, read: (json: Json) => T): T {
  const message = errorMessageIn(status, text);
  if (message !== undefined) throw failure(toJavaScriptNames(message), { status });
  try {
    if (status >= 200 && status < 300) return read(JSON.parse(text) as Json);
  } catch {
    // The thrown value says nothing about the program that answered.
  }
  throw new Error(`The server at this address is not a secret-store-emulator of this version (status ${status}).`);
}

/** Reads the server's reason for a refusal. */
function errorMessageIn(status: number, text: string): string | undefined {
  if (status < 400) return undefined;
  try {
    const { message } = JSON.parse(text).error;
    return typeof message === "string" ? message : undefined;
  } catch {
    return undefined;
  }
}

export function list<T>(value: unknown, read: (one: any) => T): T[] {
  if (!Array.isArray(value)) throw new Error("no list");
  return value.map(read);
}

export function number(value: unknown): number {
  if (typeof value !== "number") throw new Error("no number");
  return value;
}

export function object(value: unknown): any {
  if (!isObject(value)) throw new Error("no object");
  return value;
}

/** Returns the Error that a caller gets: its place, its advice, and the platform's error as its cause. */
export function withAdvice(what: string, origin: string, error: Error & { status?: number; code?: string; cause?: unknown }): Error {
  const { message, status, code, cause = error } = error;
  const advice =
    status === undefined
      ? ` Is the emulator running at ${origin}? Start it in the project stripe-secret-store: \`npm run emulator -- --port ${new URL(origin).port || "N"}\`.`
      : ""; // The server explains its refusals itself.
  return failure(`${what}: ${message}${advice}`, { ...(code !== undefined && { code }), ...(status !== undefined && { status }), cause });
}
