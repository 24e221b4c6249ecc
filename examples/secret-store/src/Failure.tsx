import { Banner } from "@stripe/ui-extension-sdk/ui";
import { explain } from "./explain";

/** Shows why a call failed, if it did. */
export function Failure({ error }: { error: unknown }) {
  return error === undefined ? null : <Banner type="critical" {...explain(error)} />;
}
