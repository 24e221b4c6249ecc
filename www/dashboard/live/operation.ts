// Maps a request to an operation of the Secret Store.

import type { RequestEntry } from "stripe-secret-store/testing";

export type Operation = "create" | "find" | "list" | "delete";

/** Returns undefined for another route. */
export function operationOf({ method, path }: Pick<RequestEntry, "method" | "path">): Operation | undefined {
  const rest = path.startsWith("/v1/apps/secrets") ? path.slice("/v1/apps/secrets".length) : undefined;
  if (method === "POST") return rest === "" ? "create" : rest === "/delete" ? "delete" : undefined;
  if (method === "GET") return rest === "" ? "list" : rest === "/find" ? "find" : undefined;
  return undefined;
}
