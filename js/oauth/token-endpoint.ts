// The form of a request to a provider's token endpoint, and what its answer says.

import { OAuthError, type OAuthErrorCode } from "./error.js";

/** @internal Parameters of a request. One without a value is left out. */
export type Params = { [name: string]: string | readonly string[] | undefined };

/** @internal Encodes parameters as a form. A list repeats the name. */
export function formOf(params: Params): URLSearchParams {
  const form = new URLSearchParams();
  for (const name of Object.keys(params))
    for (const value of ([] as (string | undefined)[]).concat(params[name])) if (value != null) form.append(name, value);
  return form;
}

/**
 * @internal
 * Parses an answer as JSON or as a form, and ignores its content type. Any other answer stays a string. A whole number of over 15 digits becomes a string,
 * since it would lose digits: it is an id, such as Miro's `team_id`.
 */
export function parsed(body: string): unknown {
  // This also removes a byte order mark.
  const words = body.trim();
  try {
    return JSON.parse(
      words.replace(/"[^"\\]*(\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g, (token) => (/^-?\d{16,}$/.test(token) ? `"${token}"` : token)),
    );
  } catch {
    return /^([^<"\s]*&)?(access_token|error)=[^<"\s]*$/.test(words) ? Object.fromEntries(new URLSearchParams(words)) : body;
  }
}

/**
 * @internal
 * Reads a `Retry-After`, which is seconds or a date, or else the seconds in the answer's `retry_after`, which a browser always shows: as milliseconds, from
 * one second to a day. A date counts by the provider's clock if the answer has a `Date`.
 */
export function waitOf(headers: Headers | undefined, answer: unknown): number | undefined {
  const [header, date] = ["Retry-After", "Date"].map((name) => headers?.get(name)) as [any, any];
  const after = header || Object(answer).retry_after;
  const wait = isNaN(after) ? Date.parse(after) - (Date.parse(date) || Date.now()) : after * 1_000;
  return (after && Math.min(Math.max(wait, 1_000), 86_400_000)) || undefined;
}

/** @internal Returns the error for an answer without tokens. */
export function refused(
  code: OAuthErrorCode,
  cause: { error?: string; status?: number; retryAfter?: number | undefined },
  answer?: unknown,
) {
  const { error, status = 0 } = cause;
  const message =
    status > 499
      ? `The provider failed with status ${status}. Retry later.`
      : error || status < 200 || status > 299
        ? `The provider refused the request: ${error || status}. See error, status and error_description.`
        : `The provider answered ${status} without an access_token. See answer, or pass tokensFrom.`;
  return new OAuthError(code, message, cause, undefined, answer);
}
