import { createHttpClient } from "@stripe/ui-extension-sdk/http_client";
import { Box, ContextView } from "@stripe/ui-extension-sdk/ui";
import { StrictMode, useEffect, useRef, useState } from "react";
import { SecretStoreClient, SecretStoreError } from "stripe-secret-store";
import { SecretStoreClientProvider, useSecret, useSecrets } from "stripe-secret-store/react";

/** Saves a secret when it is missing, removes it when it and the list show it, and shows the record when both no longer do. */
function Course() {
  const { status, data, error, isSaving, save, remove } = useSecret<string>("name ü");
  const list = useSecrets();
  const [step, setStep] = useState(0);
  const seen = useRef<string[]>([]);

  const line = [status, ...(data ? [data] : []), ...(SecretStoreError.is(error) ? [`${error.code}: ${error.message}`] : [])].join(" ");
  const names = list.data?.map(({ name }) => name).join();
  useEffect(() => {
    if (seen.current[seen.current.length - 1] !== line) seen.current.push(line);
    if (isSaving) return;
    if (step === 0 && status === "missing" && names === "") {
      setStep(1);
      void save("payload 😀");
    }
    if (step === 1 && status === "ready" && names === "name ü") {
      setStep(2);
      void remove();
    }
    if (step === 2 && status === "missing" && names === "") setStep(3);
    if (status === "error") setStep(3);
  }, [line, names, step, status, isSaving, save, remove]);

  return <Box>{step === 3 ? seen.current.join(", ") : ""}</Box>;
}

export default function WithHooks() {
  const [client] = useState(() => new SecretStoreClient({ httpClient: createHttpClient(), userContext: { id: "usr_1" } }));
  return (
    <StrictMode>
      <ContextView title="Secrets">
        <SecretStoreClientProvider client={client}>
          <Course />
        </SecretStoreClientProvider>
      </ContextView>
    </StrictMode>
  );
}
