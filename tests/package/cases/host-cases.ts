// Lists the misbehaviours of HTTP clients, with the code of each.

import type { SecretStoreErrorCode } from "stripe-secret-store";
import { aSecret, respond, wrong, type Response } from "../support/client";

export interface HostCase {
  what: string;
  code: SecretStoreErrorCode;
  makeRequest: () => Response | Promise<Response>;
  /** The error's cause. */
  cause?: unknown;
  status?: number;
}

export const fault = new Error("no network");
const lateFault = Object.assign(new Error("no answer in time"), { code: "ETIMEDOUT" });
const never = new Promise<never>(() => {});
export const throwing = (value: unknown) => {
  throw value;
};
export const answering = (what: string, json: unknown): HostCase => ({
  what,
  code: "unreadable_response",
  status: 200,
  makeRequest: () => respond({ status: 200, json }),
});

export const HOST_CASES: readonly HostCase[] = [
  { what: "throws", code: "connection_failed", makeRequest: () => throwing(fault), cause: fault },
  { what: "throws a string", code: "connection_failed", makeRequest: () => throwing("no network"), cause: "no network" },
  { what: "throws undefined", code: "connection_failed", makeRequest: () => throwing(undefined) },
  { what: "rejects", code: "connection_failed", makeRequest: () => Promise.reject(fault), cause: fault },
  { what: "rejects with a string", code: "connection_failed", makeRequest: () => Promise.reject("no network"), cause: "no network" },
  { what: "rejects with undefined", code: "connection_failed", makeRequest: () => Promise.reject(undefined) },
  { what: "rejects by its own time-out", code: "timeout", makeRequest: () => Promise.reject(lateFault), cause: lateFault },
  { what: "never settles", code: "timeout", makeRequest: () => never },
  { what: "never gives its JSON", code: "timeout", makeRequest: () => ({ ...respond({ status: 200 }), toJSON: () => never }) },
  { what: "resolves to undefined", code: "unreadable_response", makeRequest: () => wrong(undefined) },
  { what: "resolves to null", code: "unreadable_response", makeRequest: () => wrong(null) },
  { what: "resolves to a string", code: "unreadable_response", makeRequest: () => wrong("answer") },
  { what: "resolves to the JSON alone", code: "unreadable_response", makeRequest: () => wrong(aSecret()) },
  { what: "resolves to a fetch Response", code: "unreadable_response", makeRequest: () => wrong(globalThis.Response.json(aSecret())) },
  {
    what: "has a status that is a string",
    code: "unreadable_response",
    makeRequest: () => ({ ...respond({ status: 200, json: aSecret() }), getStatusCode: () => wrong("200") }),
  },
  { what: "has a status that is NaN", code: "unreadable_response", makeRequest: () => respond({ status: NaN, json: aSecret() }) },
  { what: "has a status beyond all", code: "unreadable_response", makeRequest: () => respond({ status: 1000, json: aSecret() }) },
  {
    what: "has a status that throws",
    code: "unreadable_response",
    makeRequest: () => ({ ...respond({ status: 200 }), getStatusCode: () => throwing(fault) as never }),
  },
  { what: "redirects", code: "unreadable_response", status: 302, makeRequest: () => respond({ status: 302, json: aSecret() }) },
  { what: "answers 200 without JSON", code: "unreadable_response", status: 200, makeRequest: () => respond({ status: 200 }) },
  answering("answers null", null),
  answering("answers a string", "secret"),
  answering("answers an empty object", {}),
  answering("answers an error with 200", { error: { type: "api_error" } }),
  answering("answers a list", { object: "list", data: [], has_more: false, url: "/v1/apps/secrets" }),
  answering("answers a secret of another name", aSecret({ name: "another" })),
  answering("answers a secret of another user", aSecret({ scope: { type: "user", user: "usr_2" } })),
  answering("answers a secret of another scope", aSecret({ scope: { type: "account" } })),
  answering("answers a secret without an id", { ...aSecret(), id: undefined }),
  answering("answers a secret whose time is text", { ...aSecret(), created: "now" }),
  answering("answers a secret whose payload is an object", { ...aSecret(), payload: {} }),
  answering("answers another kind of object", { ...aSecret(), object: "customer" }),
];
