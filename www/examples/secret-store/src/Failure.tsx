import { Banner } from "@stripe/ui-extension-sdk/ui";
import { explain } from "./explain";

/** Why a call failed, if it did. */
export function Failure({ error }: { error: unknown }) {
  return error === undefined ? null : <Banner type="critical" {...explain(error)} />;
}
