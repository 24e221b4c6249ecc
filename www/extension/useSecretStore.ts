import { createHttpClient } from "@stripe/ui-extension-sdk/http_client";
import { useEffect, useState } from "react";
import { SecretStoreClient } from "stripe-secret-store";

/** The client for a user, or null until it is made. An effect makes it, so that what is made is also freed. */
export function useSecretStore(userId: string | undefined): SecretStoreClient | null {
  const [client, setClient] = useState<SecretStoreClient | null>(null);

  useEffect(() => {
    const made = new SecretStoreClient({ httpClient: createHttpClient(), userContext: { id: userId } });
    setClient(made);
    return () => made.free();
  }, [userId]);

  return client;
}
