// The cases that every client runs: a call, the requests that it sends, byte for byte, and its answer or error.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Fault } from "../server";

export interface Case {
  title: string;
  operation: "createSecret" | "findSecret" | "listSecrets" | "deleteSecret";
  params: object;
  /** Options of the client, besides the server and the key. */
  client?: { apiKey?: string };
  /** Options of the call. */
  options?: object;
  /** The emulator's controls, by route. */
  control?: Record<string, object>;
  /** The secrets that are there before, as forms. */
  stored?: Record<string, string>[];
  fault?: Fault;
  /** The answer of the service, in place of the emulator's. */
  answer?: { status: number; headers: Record<string, string>; body: string };
  /** The headers of each request that differ from the usual ones. */
  headers?: Record<string, string>;
  /** The lines of the requests: method, address and body. */
  requests: string[];
  /** The answer, or the parts of the error that matter. */
  expect: { answer: unknown } | { error: object };
}

const folder = fileURLToPath(new URL("cases", import.meta.url));

/** Reads the table. In its texts `${x*5000}` stands for 5,000 times `x`. */
export function readCases(): Case[] {
  const texts = readdirSync(folder)
    .toSorted()
    .map((name) => readFileSync(join(folder, name), "utf8"));
  return texts.flatMap((text) => JSON.parse(text, (_, value) => (typeof value === "string" ? repeated(value) : value)) as Case[]);
}

const repeated = (text: string) => text.replace(/\$\{(.+?)\*(\d+)\}/gu, (_, part: string, times) => part.repeat(Number(times)));
