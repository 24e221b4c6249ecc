// The Content-Security-Policy of the frame in which an extension runs: nothing but scripts with the nonce, as in the one policy of Stripe's
// that was ever reported, and what the manifest names.

export interface Policy {
  readonly nonce: string;
  readonly connectSrc: readonly string[];
  readonly imageSrc: readonly string[];
  /** Whether WebAssembly may be compiled. In the policy that was reported it may not. */
  readonly wasm: boolean;
}

export function contentSecurityPolicy({ nonce, connectSrc, imageSrc, wasm }: Policy): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'${wasm ? " 'wasm-unsafe-eval'" : ""}`,
    `connect-src ${sources(connectSrc)}`,
    `img-src ${sources(imageSrc)}`,
    // Also where somebody opens the frame's address by itself.
    "sandbox allow-scripts",
  ].join("; ");
}

const sources = (list: readonly string[]): string => (list.length > 0 ? list.join(" ") : "'none'");
