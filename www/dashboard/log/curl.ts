// Writes a request of the log as a curl command.

import type { RequestEntry } from "stripe-secret-store/testing";
import { accountOf, keyOf, type SnippetContext } from "./snippet-context";
import { sendable } from "./parameters";

export function curlOf(entry: RequestEntry, { url, keys }: SnippetContext): string {
  const { method, path, headers } = entry;
  const key = keyOf(entry, keys);
  const account = accountOf(entry);
  const version = headers["stripe-version"];
  const parameters = Object.entries(entry.parameters).map(([name, value]) => `--data-urlencode ${quoted(`${name}=${sendable(value)}`)}`);
  // By default curl sends a GET without data and a POST with data.
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

/** Quotes any text for a POSIX shell. */
const quoted = (text: string) => (/^[\w./:@=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);
