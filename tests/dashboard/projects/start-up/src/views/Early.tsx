import { createHttpClient } from "@stripe/ui-extension-sdk/http_client";
import { Box, ContextView } from "@stripe/ui-extension-sdk/ui";
import { useEffect, useState } from "react";
import { SecretStoreClient } from "stripe-secret-store";

// Compiles WebAssembly while the script starts.
const secrets = new SecretStoreClient({ httpClient: createHttpClient(), scope: "account" });
const fetched = fetch("https://early.example/").then((response) => response.text());

export default function Early() {
  const [shown, show] = useState("nothing yet");
  useEffect(() => {
    const painted = new Promise<number>(requestAnimationFrame);
    void Promise.all([secrets.listSecrets(), fetched, painted]).then(([{ data }, text]) =>
      show(`${data.length} secrets, ${text}, painted`),
    );
  }, []);
  return (
    <ContextView title="Early">
      <Box>{shown}</Box>
    </ContextView>
  );
}
