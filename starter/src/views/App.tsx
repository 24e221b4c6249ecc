import { useMemo, useState } from "react";
import type { ExtensionContextValue } from "@stripe/ui-extension-sdk/context";
import { createHttpClient } from "@stripe/ui-extension-sdk/http_client";
import { Banner, Box, Button, ContextView, Spinner, TextField } from "@stripe/ui-extension-sdk/ui";
import { SecretStoreProvider, useSecret, type SecretError } from "stripe-secret-store/react";

const App = ({ userContext, appContext }: ExtensionContextValue) => {
  const httpClient = useMemo(() => createHttpClient(), []);
  return (
    <ContextView title="Starter">
      <SecretStoreProvider httpClient={httpClient} userContext={userContext} appContext={appContext}>
        <Connection />
      </SecretStoreProvider>
    </ContextView>
  );
};

/** Says what the user can do. The messages of errors are for developers. */
function advice({ code, retryable }: SecretError): string {
  switch (code) {
    case "permission_missing":
    case "app_uninstalled":
      return "This app may not store your key. Ask an administrator of your account to install it again.";
    case "scope_full":
      return "There is no room for another key. Disconnect another service first.";
    case "invalid_payload":
      return "A key has at most 5,000 characters.";
    case "card_number":
      return "This looks like a card number. Enter a key.";
    case "connection_failed":
    case "timeout":
      return "Check your connection, and try again.";
    default:
      return retryable ? "Try again in a moment." : `Ask the support of this app for help, and name this code: ${code}.`;
  }
}

/** Asks the user once for a key to another service, and keeps it in the Secret Store. It never shows the key. */
const Connection = () => {
  const [typed, setTyped] = useState("");
  const key = useSecret<string>("api_key");
  // The hook has the reason of a failure in `key.error`.
  const connect = () =>
    key.save(typed).then(
      () => setTyped(""),
      () => undefined,
    );
  if (key.status === "loading") return <Spinner />;
  return (
    <Box css={{ stack: "y", gap: "medium" }}>
      {key.error && <Banner type="critical" title="That did not work" description={advice(key.error)} />}
      {key.status === "ready" ? (
        <Button type="destructive" disabled={key.isSaving} onPress={() => void key.remove()}>
          Disconnect
        </Button>
      ) : (
        <>
          <TextField label="Your key" type="password" value={typed} onChange={({ target }) => setTyped(target.value)} />
          <Button type="primary" disabled={typed === "" || key.isSaving} onPress={() => void connect()}>
            Connect
          </Button>
        </>
      )}
      {key.status === "error" && <Button onPress={() => void key.reload()}>Try again</Button>}
    </Box>
  );
};

export default App;
