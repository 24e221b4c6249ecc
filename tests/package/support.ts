// What the package tests share: HTTP clients that answer as they are told, and errors as values.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { SecretStoreClient, SecretStoreError, type HttpClient, type Secret, type SecretStoreOptions } from "stripe-secret-store";
import { expect } from "vitest";

/** The folder of the packed and unpacked package, as scripts/test.mjs puts it there. */
export const packageFolder = fileURLToPath(new URL("node_modules/stripe-secret-store/", import.meta.url));

/** The folder from which the package is found by its name. */
export const here = fileURLToPath(new URL(".", import.meta.url));

/** The declarations, as text. */
export const declarations = readFileSync(`${packageFolder}dist/index.d.ts`, "utf8");

/** The entry that `stripe-secret-store` means in this run: see tests/vitest.config.ts. */
export const entry = process.env.ENTRY ?? "stripe-secret-store";

export const USER = "usr_1";

/** A value that the types forbid and JavaScript does not. */
export const wrong = (value: unknown) => value as never;

export interface SentRequest {
  host: string;
  port: string | number;
  path: string;
  method: string;
  headers: Record<string, string>;
  body: string | null | undefined;
  protocol: string;
  timeout: number;
}

/** An answer to be given: `json` undefined stands for a body that is no JSON. */
export interface ScriptedAnswer {
  status: number;
  json?: unknown;
  headers?: object;
}

export type Response = Awaited<ReturnType<HttpClient["makeRequest"]>>;

export const respond = ({ status, json, headers = {} }: ScriptedAnswer): Response => ({
  getStatusCode: () => status,
  getHeaders: () => headers,
  // As the Dashboard's client does.
  toJSON: () => (json === undefined ? Promise.reject(new Error("Response body undefined")) : Promise.resolve(json)),
});

export interface RecordingClient extends HttpClient {
  /** What was sent so far. */
  readonly sent: SentRequest[];
}

/** An HTTP client that keeps the requests and lets `answer` do the rest; it is told how many came before. */
export function recording(answer: (before: number, request: SentRequest) => Response | Promise<Response>): RecordingClient {
  const sent: SentRequest[] = [];
  return {
    sent,
    getClientName: () => "test",
    async makeRequest(host, port, path, method, headers, body, protocol, timeout) {
      const request = { host, port, path, method, headers, body, protocol, timeout };
      sent.push(request);
      return answer(sent.length - 1, request);
    },
  };
}

/** Gives these answers one after the other, and the last one for ever. */
export const scripted = (...answers: ScriptedAnswer[]) =>
  recording((before) => respond(answers[Math.min(before, answers.length - 1)] ?? { status: 500 }));

export const aSecret = (change: Partial<Secret> = {}): Secret => ({
  id: "appsecret_1",
  object: "apps.secret",
  created: 1_700_000_000,
  expires_at: null,
  livemode: false,
  name: "token",
  scope: { type: "user", user: USER },
  ...change,
});

export const aRefusal = (error: object) => ({ error: { type: "invalid_request_error", ...error } });

/** A client of user 1's extension that tries once, unless told otherwise. */
export const clientOver = (httpClient: HttpClient, options: Partial<SecretStoreOptions> = {}) =>
  new SecretStoreClient({ httpClient, userContext: { id: USER }, maxNetworkRetries: 0, ...options });

/** The error with which `act` ends, thrown or rejected: it has to be the package's own. */
export async function errorOf(act: () => unknown): Promise<SecretStoreError> {
  try {
    await act();
  } catch (error) {
    expect(SecretStoreError.is(error), `no SecretStoreError: ${String(error)}`).toBe(true);
    expect(error).toBeInstanceOf(Error);
    return error as SecretStoreError;
  }
  return expect.fail("nothing was thrown");
}
