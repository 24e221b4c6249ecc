// Helps the package tests: HTTP clients with prepared answers, and errors as values.

import { SecretStoreClient, SecretStoreError, type HttpClient, type Secret, type SecretStoreOptions } from "stripe-secret-store";
import { expect } from "vitest";

/** The entry that `stripe-secret-store` means in this run: see tests/vitest.config.ts. */
export const entry = process.env.ENTRY ?? "stripe-secret-store";

export const USER = "usr_1";

/** Passes a value that the types forbid and JavaScript does not. */
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

/** A prepared answer. An undefined `json` means a body that is not JSON. */
export interface ScriptedAnswer {
  status: number;
  json?: unknown;
  headers?: object;
}

export type Response = Awaited<ReturnType<HttpClient["makeRequest"]>>;

export const respond = ({ status, json, headers = {} }: ScriptedAnswer): Response => ({
  getStatusCode: () => status,
  getHeaders: () => headers,
  // The Dashboard's client does the same.
  toJSON: () => (json === undefined ? Promise.reject(new Error("Response body undefined")) : Promise.resolve(json)),
});

export interface RecordingClient extends HttpClient {
  /** The requests so far. */
  readonly sent: SentRequest[];
}

/** Returns an HTTP client that records requests and calls `answer` with the number of earlier ones. */
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

/** Gives these answers one after the other, then repeats the last one. */
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

/** Creates a client of user 1's extension. By default it makes one attempt. */
export const clientOver = (httpClient: HttpClient, options: Partial<SecretStoreOptions> = {}) =>
  new SecretStoreClient({ httpClient, userContext: { id: USER }, maxNetworkRetries: 0, ...options });

/** Returns the error that `act` throws or rejects with. It must be the package's own. */
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
