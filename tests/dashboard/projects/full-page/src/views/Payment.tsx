import type { ExtensionContextValue } from "@stripe/ui-extension-sdk/context";
import { Box, ContextView } from "@stripe/ui-extension-sdk/ui";

/** Reads the object's id without a check, as most detail views do. */
export default function Payment({ environment, userContext }: ExtensionContextValue) {
  const { id, object } = environment.objectContext!;
  return (
    <ContextView title="Payment">
      <Box>{`${object} ${id} in ${userContext.account.country} for ${userContext.locale} ${userContext.roles?.map(({ id }) => id)}`}</Box>
    </ContextView>
  );
}
