// Decides whether a failed refresh means that the refresh token is no longer good. docs/oauth.md lists the rules.

import { text } from "./error.js";

/**
 * Matches answers that do not concern the refresh token: a code in any field names the app or a fault of the provider, or a sentence does. Exact Online,
 * for one, answers 400 `access_denied` with "Rate limit exceeded". A `refresh` of the app's own may return the answer of a server or gateway that has
 * failed, without its status. `invalid_grant` outweighs a code, a fault of the provider and a time to wait, but no other sentence.
 */
const NOT_ABOUT_THE_TOKEN =
  /^(?!.*invalid_grant).*(:\\?"\w*(client|scope|_type|target|resource|server|internal|fatal|unknown|limit|timeout)\w*\\?"|(server|internal|unknown|unexpected).error|unavailable|(gateway|request).time|bad.gateway|again.later|retry.?after\W+\d)|(invalid|validating).client|cross.origin|rate.?limit|limit.reach|too.?many|temporarily/i;

/** Matches answers that name the refresh token all the same. Atlassian answers 403 `unauthorized_client` with "refresh_token is invalid". */
const ABOUT_THE_TOKEN = /(invalid|unknown|expired|revoked).{0,9}refresh.?token|refresh.?token.{0,9}(invalid|unknown|expired|revoked)/i;

/** Matches the statuses that refuse a refresh token. Of the client errors, 408, 409, 425 and 429 are worth a retry. */
const REFUSAL = /^4(?!0[89]|2[59])/;

/** @internal Returns the HTTP status of an answer or of an error, by the names that HTTP clients use. */
export function statusOf(answer: unknown) {
  const { status, statusCode, response } = Object(answer);
  return status || statusCode || Object(response).status || Object(response).statusCode;
}

/** @internal Returns whether the provider is answering another request with the same refresh token, as Salesforce says with 400 `invalid_grant`. */
export const isPending = (cause: unknown) => /being processed/i.test(Object(cause).error_description);

/** @internal Returns whether the provider refused the refresh token. It may also have refused the app, or not have answered. */
export function isRefusal(cause: unknown): boolean {
  const { error, error_description, answer, retryAfter } = Object(cause);
  const words = wordsOf([{ error, error_description, answer, retryAfter }, bodyOf(cause), bodyOf(Object(cause).response)]);
  // Many servers repeat the status in the body. A `refresh` of the app's own may also return the whole response.
  const status = statusOf(cause) || statusOf(answer);
  const isAboutTheToken = ABOUT_THE_TOKEN.test(words) || !NOT_ABOUT_THE_TOKEN.test(words);
  return isAboutTheToken && (~~status > 299 ? REFUSAL.test(status) : !!text(error) || Object(answer) === answer);
}

/** Returns the body of an answer, by the names that HTTP clients use. */
const bodyOf = (answer: any) => answer && [answer.data, answer.body];

/** Returns an answer as JSON, where a code is a value of its own. An app's `refresh` may return anything. */
function wordsOf(answer: object) {
  try {
    return JSON.stringify(answer);
  } catch {
    return "";
  }
}
