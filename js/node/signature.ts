// Verifies Stripe's signatures by Web Crypto, which Node, Bun, Deno and workerd have. (The build replaces `TextEncoder` alone by the part that the glue needs.)

import { SignatureError } from "./signature-error.js";

/** Options of {@link verifyStripeSignature}. */
export interface SignatureOptions {
  /** The maximum age of a signature, in milliseconds, at least 1,000. Default: 300,000, as in stripe-node. */
  tolerance?: number | undefined;
  /** Returns the time, in milliseconds. Default: `Date.now`. */
  clock?: (() => number) | undefined;
}

/** The default tolerance of stripe-node 23.1, in milliseconds. */
const TOLERANCE = 300_000;

/**
 * Verifies that Stripe signed a body for this app, by Web Crypto and in constant time. Resolves with `true`, and rejects otherwise.
 *
 * It also verifies the signatures of webhooks, which have the same format.
 *
 * @param payload The body as it was sent: its bytes, or a string. A string that was decoded by `text()` lacks a byte order mark.
 * @param header The value of the header `Stripe-Signature`.
 * @param secret The app's signing secret from the Dashboard, such as `absec_…`.
 * @param options The tolerance and the clock.
 * @throws {SignatureError} `signature_missing`, `signature_malformed`, `signature_mismatch`, `signature_expired`, `body_already_read` for a
 * parsed body, and `invalid_option`
 * @example
 * ```ts
 * import { SignatureError, verifyStripeSignature } from "stripe-secret-store/node";
 *
 * const body = new globalThis.TextEncoder().encode('{"user_id":"usr_1","account_id":"acct_cactus"}');
 * await verifyStripeSignature(body, "t=1,v1=made_up", "absec_made_up").catch((error) => {
 *   if (SignatureError.is(error)) console.log(error.code); // signature_malformed
 * });
 * ```
 */
export async function verifyStripeSignature(
  payload: string | Uint8Array | ArrayBuffer,
  header: string | null | undefined,
  secret: string,
  options: SignatureOptions = {},
): Promise<true> {
  checkSignatureOptions(secret, options);
  const { tolerance = TOLERANCE, clock = Date.now } = options;
  const bytes = bytesOf(payload);
  if (header === undefined || header === null || header === "")
    throw new SignatureError("signature_missing", "The request has no Stripe-Signature. Send the result of fetchStripeSignature() in it.");
  const { timestamp, signatures } = parsed(header);
  const expected = await signatureOf(bytes, timestamp, secret);
  let isSigned = false;
  // Compares all of them, each in constant time.
  for (const signature of signatures) isSigned = isEqual(signature, expected) || isSigned;
  if (!isSigned)
    throw new SignatureError(
      "signature_mismatch",
      "No signature fits the body. Check that the secret is this app's signing secret, and that the body is exactly the JSON that was signed.",
    );
  // In whole seconds, as in stripe-node. A signature from the future is of a clock that is ahead.
  const age = Math.floor(clock() / 1000) - Number(timestamp);
  if (!(age * 1000 <= tolerance))
    throw new SignatureError(
      "signature_expired",
      `The signature is older than ${tolerance} ms. Sign each request by itself, and check this computer's clock.`,
    );
  return true;
}

/**
 * @internal
 * Checks a secret and the options of a verification.
 *
 * @throws {SignatureError} `invalid_option`
 */
export function checkSignatureOptions(secret: unknown, options: unknown, ...known: string[]): void {
  const refuse = (message: string) => {
    throw new SignatureError("invalid_option", message);
  };
  if (typeof secret !== "string" || !secret)
    refuse("secret is missing: pass the app's signing secret from the Dashboard, such as absec_…. Is its environment variable set?");
  if (/\s/.test(secret as string)) refuse("secret has a space or a line break in it: remove that.");
  if (/^[srp]k_/.test(secret as string)) refuse("secret is an API key: pass the app's signing secret from the Dashboard, such as absec_….");
  if (Object(options) !== options) refuse("The options must be an object: { tolerance, clock }.");
  const names = ["tolerance", "clock", ...known];
  const { tolerance = TOLERANCE, clock = Date.now } = options as SignatureOptions;
  const unknown = Object.keys(options as object).find((name) => !names.includes(name));
  if (unknown) refuse(`${unknown} is unknown: pass { ${names.join(", ")} }.`);
  if (!Number.isFinite(tolerance) || tolerance < 1_000)
    refuse("tolerance must be a number of milliseconds, at least 1,000. Five minutes are 300_000.");
  if (typeof clock !== "function") refuse("clock must be a function that returns milliseconds, such as Date.now.");
}

function bytesOf(payload: unknown): Uint8Array {
  if (typeof payload === "string") return new globalThis.TextEncoder().encode(payload);
  if (ArrayBuffer.isView(payload)) return new Uint8Array(payload.buffer, payload.byteOffset, payload.byteLength);
  // Recognises one of another realm, too.
  if (Object.prototype.toString.call(payload) === "[object ArrayBuffer]") return new Uint8Array(payload as ArrayBuffer);
  throw new SignatureError(
    "body_already_read",
    "The payload must be the bytes of the body, or a string. A parser has changed them: verify before any parser runs.",
  );
}

/** Reads a header `t=1700000000,v1=…,v1=…`, which may have signatures of other schemes too. */
function parsed(header: unknown): { timestamp: string; signatures: string[] } {
  const pairs = typeof header === "string" ? header.split(",").map((pair) => pair.split("=")) : [];
  const valuesOf = (name: string) => pairs.flatMap(([key = "", ...value]) => (key.trim() === name ? [value.join("=")] : []));
  const timestamps = valuesOf("t");
  // Lower and upper case, since both are the same bytes. The number of signatures is bounded by the length of a header.
  const signatures = valuesOf("v1").filter((signature) => /^[\da-f]{64}$/i.test(signature));
  const [timestamp = ""] = timestamps;
  if (timestamps.length === 1 && /^\d{1,15}$/.test(timestamp) && signatures.length > 0) return { timestamp, signatures };
  throw new SignatureError(
    "signature_malformed",
    "Stripe-Signature must have a timestamp in digits and a signature v1 of 64 hexadecimal digits. Pass on the header as it came.",
  );
}

async function signatureOf(body: Uint8Array, timestamp: string, secret: string): Promise<string> {
  const encoder = new globalThis.TextEncoder();
  const { subtle } = globalThis.crypto;
  const key = await subtle.importKey("raw", encoder.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const prefix = encoder.encode(`${timestamp}.`);
  const signed = new Uint8Array(prefix.length + body.length);
  signed.set(prefix);
  signed.set(body, prefix.length);
  const mac = new Uint8Array(await subtle.sign("HMAC", key, signed));
  return Array.from(mac, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Compares two texts of 64 hexadecimal digits. The time does not depend on where they differ. */
function isEqual(signature: string, expected: string): boolean {
  const given = signature.toLowerCase();
  let difference = 0;
  for (let index = 0; index < 64; index++) difference |= given.charCodeAt(index) ^ expected.charCodeAt(index);
  return difference === 0;
}
