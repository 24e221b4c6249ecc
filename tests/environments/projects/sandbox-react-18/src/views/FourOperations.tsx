import { createHttpClient } from "@stripe/ui-extension-sdk/http_client";
import { Box, ContextView } from "@stripe/ui-extension-sdk/ui";
import { useEffect, useState } from "react";
import { SecretStoreError } from "stripe-secret-store";
import { fourOperations } from "../../four-operations.mjs";

/** Shows the results of the four operations, or the error. */
export default function FourOperations() {
  const [answer, setAnswer] = useState("");
  useEffect(() => {
    fourOperations(createHttpClient()).then(setAnswer, (error) =>
      setAnswer(`${SecretStoreError.is(error) && error.code}: ${error.message}`),
    );
  }, []);
  return (
    <ContextView title="Secrets">
      <Box>{answer}</Box>
    </ContextView>
  );
}
