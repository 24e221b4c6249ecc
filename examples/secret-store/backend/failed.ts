// Answers failed requests with a code to branch on, and a message without a secret.

import type { ErrorRequestHandler } from "express";
import { SecretStoreError, type SecretStoreErrorCode } from "stripe-secret-store";
import { SignatureError } from "stripe-secret-store/node";

/** The reasons of a failure. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Returns the status. The user can resolve a missing permission and a full scope. All other failures are between the backend and Stripe. */
const STATUSES: Partial<Record<SecretStoreErrorCode, number>> = { permission_missing: 403, app_uninstalled: 403, scope_full: 409 };

interface Failure {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

function failureOf(error: unknown): Failure {
  if (error instanceof Refusal || SignatureError.is(error)) return { status: error.status, code: error.code, message: error.message };
  if (SecretStoreError.is(error)) return { status: STATUSES[error.code] ?? 502, code: error.code, message: error.message };
  const { status } = (error ?? {}) as { status?: unknown };
  // Express's parsers say so of a request that they cannot read.
  if (typeof status === "number" && status >= 400 && status < 500) {
    return { status, code: "invalid_request", message: "The backend cannot read the request." };
  }
  console.error(error);
  return { status: 500, code: "internal", message: "The backend failed. Its log says why." };
}

/** Answers an extension. Express knows a handler of errors by its four parameters. */
export const failed: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  const { status, code, message } = failureOf(error);
  response.status(status).json({ code, message });
};

/** Answers a user in a browser, with a link back. */
export const failedPage =
  (dashboard: () => string): ErrorRequestHandler =>
  (error: unknown, _request, response, _next) => {
    const { status, code, message } = failureOf(error);
    response.status(status).type("html").send(`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Not connected</title>
    <link rel="icon" href="data:,">
  </head>
  <body>
    <h1>The company was not connected</h1>
    <p>${escaped(message)} (${escaped(code)})</p>
    <p><a href="${escaped(dashboard())}">Back to the Dashboard</a></p>
  </body>
</html>
`);
  };

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
