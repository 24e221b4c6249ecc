// The Content-Security-Policies of the page and of the frame in which an extension runs.

/** Visible characters but a comma and a semicolon, which would end the directive or the policy. */
const SOURCE = /^[\x21-\x2b\x2d-\x3a\x3c-\x7e]{1,500}$/;

export const isSource = (text: string): boolean => SOURCE.test(text);

export interface FramePolicy {
  readonly nonce: string;
  readonly connectSrc: readonly string[];
  readonly imageSrc: readonly string[];
  /** Whether WebAssembly may be compiled. In the policy that was reported it may not. */
  readonly wasm: boolean;
}

/** Nothing but scripts with the nonce, as in the one policy of Stripe's that was ever reported, and what the manifest names. */
export function framePolicy({ nonce, connectSrc, imageSrc, wasm }: FramePolicy): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'${wasm ? " 'wasm-unsafe-eval'" : ""}`,
    `connect-src ${sources(connectSrc)}`,
    `img-src ${sources(imageSrc)}`,
    "base-uri 'none'",
    // Also where somebody opens the frame's address by itself.
    "sandbox allow-scripts",
  ].join("; ");
}

/**
 * The page runs its own scripts and no other, and its frame goes nowhere else. It shows the images that an extension names, from wherever the
 * manifest allows.
 */
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
  if (bad !== undefined) throw new RangeError(`${JSON.stringify(bad)} is no source of a policy.`);
  return list.length > 0 ? list.join(" ") : "'none'";
}
