// Verifies a whole request of an extension, and reads its identity from the signed body.

import { checkSignatureOptions, verifyStripeSignature, type SignatureOptions } from "./signature.js";
import { SignatureError } from "./signature-error.js";

/** Options of the functions that verify whole requests. */
export interface SignedRequestOptions extends SignatureOptions {
  /** The app's signing secret from the Dashboard, such as `absec_…`. */
  secret: string;
  /** The maximum length of a body, in bytes. Default: 100,000. */
  maxBytes?: number | undefined;
}

/** The identity of the Dashboard's user who sent a request, as Stripe has signed it. */
export interface SignedRequest {
  /** The user's id: `usr_…`. Use it in the scope of a call: `{ type: "user", user }`. */
  readonly user: string;
  /** The account's id: `acct_…`. Use it as `secrets.forAccount(account)`. */
  readonly account: string;
  /** All fields of the signed body: the two ids, and those that the extension passed to `fetchStripeSignature()`. */
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The part of a `Request` that is read. */
export interface WebRequest {
  /** The headers. */
  readonly headers: {
    /**
     * Returns the value of a header, or null.
     *
     * @param name The header's name: `Stripe-Signature`.
     */
    get(name: string): string | null;
  };
  /** `true` if something has read the body. */
  readonly bodyUsed: boolean;
  /** The stream of the body. */
  readonly body?: unknown;
}

const MAX_BYTES = 100_000;

const ALREADY_READ =
  "Something has read the body before, so that the signed bytes are gone. Verify the signature before any parser or handler reads the body.";

/**
 * Verifies a request of an extension, and returns whose it is. Works with the `Request` of Bun, Deno, workerd, Next.js and other frameworks. It reads the body.
 *
 * @param request The request. Its body must be exactly the JSON that `fetchStripeSignature()` signed.
 * @param options The signing secret.
 * @throws {SignatureError} its codes, with the `status` and the `getResponse()` to answer with
 * @example
 * ```ts
 * export async function fetch(request: Request): Promise<Response> {
 *   try {
 *     const { user, account } = await verifyStripeRequest(request, { secret: "absec_made_up" });
 *     return Response.json({ user, account });
 *   } catch (error) {
 *     if (SignatureError.is(error)) return error.getResponse();
 *     throw error;
 *   }
 * }
 * ```
 */
export async function verifyStripeRequest(request: WebRequest, options: SignedRequestOptions): Promise<SignedRequest> {
  checkRequestOptions(options);
  if (typeof Object(Object(request).headers).get !== "function")
    throw new SignatureError("invalid_option", "The request must be a Request: in Express, use verifyStripeExpress().");
  return verifiedBody(await bodyOf(request, options), request.headers.get("Stripe-Signature"), options);
}

/** @internal Checks the options. @throws {SignatureError} `invalid_option` */
export function checkRequestOptions(options: SignedRequestOptions): void {
  if (Object(options) !== options) throw new SignatureError("invalid_option", "The options must be an object: { secret }.");
  const { secret, maxBytes = MAX_BYTES } = options;
  checkSignatureOptions(secret, options, "secret", "maxBytes");
  if (!Number.isInteger(maxBytes) || maxBytes < 1) throw new SignatureError("invalid_option", "maxBytes must be a whole number above 0.");
}

/** @internal Verifies a body, and reads the identity in it. */
export async function verifiedBody(
  body: Uint8Array,
  header: string | null | undefined,
  { secret, tolerance, clock }: SignedRequestOptions,
): Promise<SignedRequest> {
  await verifyStripeSignature(body, header, secret, { tolerance, clock });
  let payload;
  try {
    payload = JSON.parse(new globalThis.TextDecoder().decode(body));
  } catch {
    // Not JSON: the parser's own message would quote it.
  }
  const { user_id: user, account_id: account } = Object(payload);
  if (typeof user === "string" && typeof account === "string" && user && account) return { user, account, payload };
  throw new SignatureError(
    "identity_missing",
    "The signed body must be JSON with a user_id and an account_id. Send JSON.stringify({ user_id, account_id }) as the body.",
  );
}

/** @internal Reads the body of a request, up to a limit. */
export async function bodyOf(request: WebRequest, { maxBytes = MAX_BYTES }: SignedRequestOptions): Promise<Uint8Array> {
  // Something that reads the body right now has locked it.
  if (request.bodyUsed || Object(request.body).locked) throw new SignatureError("body_already_read", ALREADY_READ);
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body ? (request.body as ReadableStream<Uint8Array>).getReader() : undefined;
  const read = () =>
    reader?.read().catch(() => {
      throw new SignatureError("body_unreadable", "The body ended early. Send the request again.");
    });
  for (let value: Uint8Array | undefined; (value = (await read())?.value);) {
    length += value.length;
    if (length > maxBytes) {
      await reader?.cancel().catch(() => undefined);
      throw new SignatureError("body_too_large", `The body has more than ${maxBytes} bytes. Send less, or raise maxBytes.`);
    }
    chunks.push(value);
  }
  const body = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.length;
  }
  return body;
}
