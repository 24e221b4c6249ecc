// A contender out of its script.

import { createHost } from "./host.mjs";

/** A contender's calls over a host of its own. */
export function load({ name, script }) {
  const host = createHost();
  const { client } = new Function(`${script}\nreturn __StripeExtExports;`)();
  return { name, host, calls: client(host) };
}
