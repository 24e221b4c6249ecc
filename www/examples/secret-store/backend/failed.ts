// What a request that failed is answered with: a code to branch on, as everywhere else, and a message without a secret in it.

import type { ErrorRequestHandler } from "express";
import { SecretStoreError, type SecretStoreErrorCode } from "stripe-secret-store";

/** Why the backend does not do as asked. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Whose fault it is: the user can change what is forbidden or full; everything else is between the backend and Stripe. */
const STATUSES: Partial<Record<SecretStoreErrorCode, number>> = { permission_missing: 403, app_uninstalled: 403, scope_full: 409 };

// Express knows a handler of errors by its four parameters.
export const failed: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  if (error instanceof Refusal) {
    response.status(error.status).json({ code: error.code, message: error.message });
  } else if (SecretStoreError.is(error)) {
    response.status(STATUSES[error.code] ?? 502).json({ code: error.code, message: error.message });
  } else {
    console.error(error);
    response.status(500).json({ code: "internal", message: "The backend failed. Its log says why." });
  }
};
