import type { ExtensionContextValue } from "@stripe/ui-extension-sdk/context";
import { ContextView } from "@stripe/ui-extension-sdk/ui";

export default function Settings({ environment }: ExtensionContextValue) {
  return <ContextView title={`Settings in ${environment.viewportID}`}>{null}</ContextView>;
}
