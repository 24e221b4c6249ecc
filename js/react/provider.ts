import { createElement, type ReactElement, type ReactNode } from "react";
import { SecretStoreClient } from "../index.js";

export function SecretStoreProvider({ children, client }: { client?: SecretStoreClient; children?: ReactNode }): ReactElement {
  new SecretStoreClient({} as never);
  return createElement("div", null, children);
}
