import * as experimental from "@stripe/ui-extension-sdk/ui/experimental";
import * as next from "@stripe/ui-extension-sdk/ui/next";
import { createElement as h, Fragment } from "react";
import { group } from "./Every";

/** Renders each component of the SDK's previews. SDK 9 alone has them. */
export default function Next() {
  const components = { ...next, ...experimental } as unknown as Parameters<typeof group>[0];
  return h(Fragment, null, ...Object.keys(components).map((name) => group(components, name)));
}
