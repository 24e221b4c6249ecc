// Decides which addresses may get the key.

import { UsageError } from "./key";

export const STRIPE = "https://api.stripe.com";

const isLoopback = (host: string): boolean => host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);

/**
 * Returns the origin of a base address: HTTPS, or HTTP on this machine. The messages do not repeat the address, which may hold a key.
 *
 * @throws {UsageError} for any other address
 */
export function checkedBase(base: string): string {
  let url: URL;
  try {
    url = new URL(base);
  } catch {
    throw new UsageError("--base must be an address such as http://127.0.0.1:12111.");
  }
  if (url.username !== "" || url.password !== "") throw new UsageError("--base must not hold a user name or a password.");
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "")
    throw new UsageError("--base must not have a path: write it as http://127.0.0.1:12111.");
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname))) {
    throw new UsageError(
      "--base must begin with https://, or with http:// for an address of this machine such as 127.0.0.1. Over plain HTTP anyone on the way could read the key.",
    );
  }
  return url.origin;
}

/**
 * Throws if Node would accept any certificate, or would send a plain request to a proxy. Another machine could then take the key.
 *
 * @throws {UsageError}
 */
export function checkEnvironment(base: string, environment: NodeJS.ProcessEnv): void {
  const isPlain = base.startsWith("http:");
  if (environment.NODE_TLS_REJECT_UNAUTHORIZED === "0" && !isPlain) {
    throw new UsageError("NODE_TLS_REJECT_UNAUTHORIZED=0 lets any machine on the way read the key. Unset it.");
  }
  const usesProxy = environment.NODE_USE_ENV_PROXY === "1" || environment.NODE_OPTIONS?.includes("--use-env-proxy");
  if (isPlain && usesProxy) {
    throw new UsageError("NODE_USE_ENV_PROXY lets a proxy read the key of a plain HTTP request. Unset it, or use HTTPS.");
  }
}
