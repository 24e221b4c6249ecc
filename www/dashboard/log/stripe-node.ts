// Writes a request of the log as a program that uses stripe-node.

import type { RequestEntry } from "stripe-secret-store/testing";
import { operationOf, type Operation } from "../live/operation";
import { accountOf, keyOf, type SnippetContext } from "./snippet-context";
import { sendable, literal, nested } from "./parameters";

const METHODS: Record<Operation, string> = { create: "create", find: "find", list: "list", delete: "deleteWhere" };

export function stripeNodeOf(entry: RequestEntry, { url, keys }: SnippetContext): string {
  const { hostname, port, protocol } = new URL(url);
  const version = entry.headers["stripe-version"];
  const config = {
    host: hostname,
    ...(port !== "" && { port: Number(port) }),
    protocol: protocol.slice(0, -1),
    ...(version !== undefined && { apiVersion: version }),
  };
  const account = accountOf(entry);
  const options = account === undefined ? [] : [{ stripeAccount: account }];
  const operation = operationOf(entry);
  const call =
    operation === undefined
      ? `rawRequest(${rawArguments(entry, options)
          .map((value) => literal(value))
          .join(", ")})`
      : `apps.secrets.${METHODS[operation]}(${[nested(entry.parameters), ...options].map((value) => literal(value)).join(", ")})`;
  return `import Stripe from "stripe";

const stripe = new Stripe(${JSON.stringify(keyOf(entry, keys) ?? "sk_test_unknown")}, ${literal(config)});

const answer = await stripe.${call};
console.log(JSON.stringify(answer, null, 2));
`;
}

/** Returns the arguments of `rawRequest`. Only a POST has its parameters outside the path. */
function rawArguments({ method, path, parameters }: RequestEntry, options: readonly object[]): unknown[] {
  if (method === "POST") return [method, path, nested(parameters), ...options];
  const query = new URLSearchParams(Object.entries(parameters).map(([name, value]) => [name, sendable(value)])).toString();
  return [method, query === "" ? path : `${path}?${query}`, ...(options.length > 0 ? [undefined, ...options] : [])];
}
