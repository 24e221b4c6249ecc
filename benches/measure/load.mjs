// Loads a contender from its script.

import { createHost } from "./host.mjs";

/** Returns the same for a contender whose module has this address. */
export async function loadModule({ name, module }) {
  const host = createHost();
  const { client } = await import(module);
  return { name, host, calls: client(host) };
}

/** Returns a contender's calls, and the host that only this contender uses. */
export function load({ name, script }) {
  const host = createHost();
  const { client } = new Function(`${script}\nreturn __StripeExtExports;`)();
  return { name, host, calls: client(host) };
}
