// Sends requests over `fetch`. It knows the key, and passes it to the one address of the run.

import type { WireAnswer } from "../reply";
import type { Transport } from "../sender";

/** The longest time for a whole answer, in milliseconds. */
const TIMEOUT = 8_000;

/** The largest answer that is read, in bytes. */
const LARGEST = 2_000_000;

interface Keys {
  readonly key: string;
  readonly publishableKey?: string | undefined;
}

/**
 * Returns the transport to an origin. It follows no redirect, since the key would go to another address.
 *
 * @param timeout The longest time for a whole answer, in milliseconds.
 */
export function httpTransport(origin: string, { key, publishableKey }: Keys, timeout: number = TIMEOUT): Transport {
  const keys = { own: key, publishable: publishableKey, none: undefined };
  return async ({ method, path, headers, body, key: which }, signal) => {
    const chosen = keys[which];
    const limit = AbortSignal.timeout(timeout);
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: { ...headers, ...(chosen !== undefined && { Authorization: `Bearer ${chosen}` }) },
      ...(body !== undefined && { body }),
      redirect: "manual",
      signal: signal ? AbortSignal.any([limit, signal]) : limit,
    });
    const text = await textOf(response);
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      ...contents(response.headers.get("content-type"), text),
    };
  };
}

/** Reads a body. Throws for one that is too large, so that a server cannot fill the memory. */
async function textOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // The loop cancels a body that it does not read to its end.
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > LARGEST) throw new Error("The answer is too large.");
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function contents(type: string | null, text: string): Pick<WireAnswer, "json" | "isEmpty"> {
  if (text === "") return { json: undefined, isEmpty: true };
  if (!/^application\/json\b/i.test(type ?? "")) return { json: undefined, isEmpty: false };
  try {
    return { json: JSON.parse(text) as unknown, isEmpty: false };
  } catch {
    return { json: undefined, isEmpty: false };
  }
}
