// Loads a contender from its script.

import { createHost } from "./host.mjs";

/** Returns a contender's calls, and the host that only this contender uses. */
export function load({ name, script }) {
  const host = createHost();
  const { client } = new Function(`${script}\nreturn __StripeExtExports;`)();
  return { name, host, calls: client(host) };
}
