// A request of the log as a command for curl.

import type { RequestEntry } from "stripe-secret-store/testing";
import { accountOf, keyOf, type Surroundings } from "./call";
import { sendable } from "./parameters";

export function curlOf(entry: RequestEntry, { url, keys }: Surroundings): string {
  const { method, path, headers } = entry;
  const key = keyOf(entry, keys);
  const account = accountOf(entry);
  const version = headers["stripe-version"];
  const parameters = Object.entries(entry.parameters).map(([name, value]) => `--data-urlencode ${quoted(`${name}=${sendable(value)}`)}`);
  // curl makes a GET of what has no data, and a POST of what has.
  const verb = method === (parameters.length > 0 ? "POST" : "GET") ? [] : method === "GET" ? ["--get"] : [`--request ${quoted(method)}`];
  const options = [
    ...(key === undefined ? [] : [`--user ${quoted(`${key}:`)}`]),
    ...verb,
    ...(account === undefined ? [] : [`--header ${quoted(`Stripe-Account: ${account}`)}`]),
    ...(version === undefined ? [] : [`--header ${quoted(`Stripe-Version: ${version}`)}`]),
    ...parameters,
  ];
  return [`curl ${quoted(url + path)}`, ...options].join(" \\\n  ");
}

/** One word for a POSIX shell, whatever is in it. */
const quoted = (text: string) => (/^[\w./:@=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);
