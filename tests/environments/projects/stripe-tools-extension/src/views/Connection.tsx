// Shows a view that uses the hooks.

import { useMemo } from "react";
import type { ExtensionContextValue } from "@stripe/ui-extension-sdk/context";
import { createHttpClient } from "@stripe/ui-extension-sdk/http_client";
import { Box, Button, ContextView, Inline } from "@stripe/ui-extension-sdk/ui";
import { SecretStoreClient, SecretStoreError } from "stripe-secret-store";
import { SecretStoreClientProvider, useSecret, useSecrets } from "stripe-secret-store/react";

interface Token {
  access: string;
}

const Connection = ({ userContext }: ExtensionContextValue) => {
  const client = useMemo(() => new SecretStoreClient({ httpClient: createHttpClient(), userContext }), [userContext]);
  return (
    <ContextView title="Connection">
      <SecretStoreClientProvider client={client}>
        <Status />
        <Names />
      </SecretStoreClientProvider>
    </ContextView>
  );
};

const Status = () => {
  const token = useSecret<Token>("token");
  const words = () => {
    if (token.error) return SecretStoreError.is(token.error) ? token.error.code : token.error.message;
    return token.status === "ready" ? `connected with ${token.data.access}` : token.status;
  };
  return (
    <Box>
      <Inline>{words()}</Inline>
      {token.status === "missing" && <Button onPress={() => void token.save({ access: "a token" })}>Connect</Button>}
      {token.status === "ready" && <Button onPress={() => void token.remove()}>Disconnect</Button>}
    </Box>
  );
};

const Names = () => {
  const secrets = useSecrets();
  return <Inline>{secrets.status === "ready" ? `stored: ${secrets.data.map(({ name }) => name).join()}` : secrets.status}</Inline>;
};

export default Connection;
