// Builds the Content-Security-Policies of the page and of an extension's frame.

/** Visible characters except a comma and a semicolon, which would end the directive or the policy. */
const SOURCE = /^[\x21-\x2b\x2d-\x3a\x3c-\x7e]{1,500}$/;

/** Returns whether a text can stand as a source in a policy. */
export const isSource = (text: string): boolean => SOURCE.test(text);

export interface FramePolicy {
  readonly nonce: string;
  readonly connectSrc: readonly string[];
  readonly imageSrc: readonly string[];
  /** The origin of the page that may contain the frame. */
  readonly page: string;
  /** True if WebAssembly may be compiled. The only reported policy of Stripe's forbids it. */
  readonly wasm: boolean;
}

/**
 * Returns the frame's policy. It allows scripts with the nonce, as the only reported policy of Stripe's does, and the manifest's sources.
 *
 * @throws RangeError for a text that is not a source
 */
export function framePolicy({ nonce, connectSrc, imageSrc, page, wasm }: FramePolicy): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'${wasm ? " 'wasm-unsafe-eval'" : ""}`,
    `connect-src ${sources(connectSrc)}`,
    `img-src ${sources(imageSrc)}`,
    "base-uri 'none'",
    `frame-ancestors ${page}`,
    // Applies even when a browser opens the frame's address directly.
    "sandbox allow-scripts",
  ].join("; ");
}

/** Returns the page's policy. It allows the page's own scripts and frames, and images from the origins that a manifest allows. */
export const pagePolicy = (emulator: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: http: https:",
    `connect-src 'self' ${emulator}`,
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");

function sources(list: readonly string[]): string {
  const bad = list.find((source) => !isSource(source));
  if (bad !== undefined) throw new RangeError(`${JSON.stringify(bad)} is not a valid source in a policy.`);
  return list.length > 0 ? list.join(" ") : "'none'";
}
