// A request of the log as a program with stripe-node.

import type { RequestEntry } from "stripe-secret-store/testing";
import { accountOf, keyOf, operationOf, type Operation, type Surroundings } from "./call";
import { literal, nested } from "./parameters";

const METHODS: Record<Operation, string> = { create: "create", find: "find", list: "list", delete: "deleteWhere" };

export function stripeNodeOf(entry: RequestEntry, { url, keys }: Surroundings): string {
  const { hostname, port, protocol } = new URL(url);
  const version = entry.headers["stripe-version"];
  const config = {
    host: hostname,
    ...(port !== "" && { port: Number(port) }),
    protocol: protocol.slice(0, -1),
    ...(version !== undefined && { apiVersion: version }),
  };
  const account = accountOf(entry);
  const operation = operationOf(entry);
  const options = account === undefined ? undefined : { stripeAccount: account };
  const parameters = nested(entry.parameters);
  const values = [parameters, ...(options ? [options] : [])].map((value) => literal(value, "")).join(", ");
  const call =
    operation === undefined
      ? `rawRequest(${[entry.method, entry.path].map((text) => JSON.stringify(text)).join(", ")}, ${values})`
      : `apps.secrets.${METHODS[operation]}(${values})`;
  return `import Stripe from "stripe";

const stripe = new Stripe(${JSON.stringify(keyOf(entry, keys) ?? "sk_test_of_nobody")}, ${literal(config)});

const answer = await stripe.${call};
console.log(JSON.stringify(answer, null, 2));
`;
}
