// Lists answers of the Secret Store with their codes, as known from its reference and from users. emulator/src/assumptions.rs has the answers that are not
// known.

import type { SecretStoreErrorCode } from "stripe-secret-store";
import { aRefusal, type ScriptedAnswer } from "../support/client";

export interface ServiceCase extends ScriptedAnswer {
  what: string;
  code: SecretStoreErrorCode;
  /** The other fields of the error. All fields that are missing here must be undefined. */
  knows?: { stripeCode?: string; param?: string; docUrl?: string };
  retryable?: boolean;
}

const DOC = "https://stripe.com/docs/error-codes/";

export const SERVICE_CASES: readonly ServiceCase[] = [
  {
    what: "there is no such secret",
    status: 404,
    json: aRefusal({ code: "resource_missing", message: "No such secret: 'token'", doc_url: `${DOC}resource-missing` }),
    code: "not_found",
    knows: { stripeCode: "resource_missing", docUrl: `${DOC}resource-missing` },
  },
  { what: "404 without a code", status: 404, json: aRefusal({}), code: "not_found" },
  { what: "404 as a page of HTML", status: 404, code: "not_found" },
  {
    what: "the scope is full",
    status: 400,
    json: aRefusal({ code: "secret_limit_exceeded" }),
    code: "scope_full",
    knows: { stripeCode: "secret_limit_exceeded" },
  },
  {
    what: "the permission is missing",
    status: 403,
    json: aRefusal({ code: "more_permissions_required_for_application" }),
    code: "permission_missing",
    knows: { stripeCode: "more_permissions_required_for_application" },
  },
  { what: "403 without a body", status: 403, code: "permission_missing" },
  {
    what: "403 with an unknown code",
    status: 403,
    json: aRefusal({ code: "new" }),
    code: "permission_missing",
    knows: { stripeCode: "new" },
  },
  {
    what: "the app was uninstalled",
    status: 403,
    json: aRefusal({ code: "account_invalid" }),
    code: "app_uninstalled",
    knows: { stripeCode: "account_invalid" },
  },
  { what: "the key is invalid", status: 401, json: aRefusal({ message: "Invalid API Key provided" }), code: "unauthorized" },
  { what: "401 without a body", status: 401, code: "unauthorized" },
  {
    what: "too many requests",
    status: 429,
    json: aRefusal({ code: "rate_limit" }),
    code: "rate_limited",
    knows: { stripeCode: "rate_limit" },
    retryable: true,
  },
  { what: "429 as a page of HTML", status: 429, code: "rate_limited", retryable: true },
  {
    what: "the idempotency key was used for something else",
    status: 400,
    json: aRefusal({ type: "idempotency_error" }),
    code: "idempotency_conflict",
  },
  {
    what: "the idempotency key is in use",
    status: 409,
    json: aRefusal({ code: "idempotency_key_in_use" }),
    code: "idempotency_conflict",
    knows: { stripeCode: "idempotency_key_in_use" },
  },
  { what: "409 without a body", status: 409, code: "idempotency_conflict" },
  {
    what: "a parameter is unknown",
    status: 400,
    json: aRefusal({ code: "parameter_unknown", param: "foo", doc_url: `${DOC}parameter-unknown` }),
    code: "invalid_request",
    knows: { stripeCode: "parameter_unknown", param: "foo", docUrl: `${DOC}parameter-unknown` },
  },
  { what: "400 without an envelope", status: 400, json: {}, code: "invalid_request" },
  { what: "400 with a body that is not an object", status: 400, json: "no", code: "invalid_request" },
  {
    what: "400 with an envelope of other kinds",
    status: 400,
    json: { error: { code: 1, param: {}, doc_url: null, message: [] } },
    code: "invalid_request",
  },
  { what: "402", status: 402, json: aRefusal({}), code: "invalid_request" },
  { what: "an unknown status", status: 418, code: "invalid_request" },
  { what: "the service failed", status: 500, json: { error: { type: "api_error" } }, code: "service_failure", retryable: true },
  { what: "502 as a page of HTML", status: 502, code: "service_failure", retryable: true },
  { what: "503 with null", status: 503, json: null, code: "service_failure", retryable: true },
];
