import { useEffect, useState } from "react";
import type { ExtensionContextValue } from "@stripe/ui-extension-sdk/context";
import { createHttpClient } from "@stripe/ui-extension-sdk/http_client";
import { Box, ContextView } from "@stripe/ui-extension-sdk/ui";
import { SecretStoreError } from "stripe-secret-store";
import { fourOperations } from "../four-operations";

const App = ({ userContext }: ExtensionContextValue) => {
  const [words, setWords] = useState("");

  useEffect(() => {
    let shown = true;
    const show = (text: string) => shown && setWords(text);
    fourOperations(createHttpClient(), userContext).then(show, (error) =>
      show(SecretStoreError.is(error) ? `${error.code}: ${error.message}` : String(error)),
    );
    return () => {
      shown = false;
    };
  }, [userContext]);

  return (
    <ContextView title="Notes">
      <Box>{words}</Box>
    </ContextView>
  );
};

export default App;
