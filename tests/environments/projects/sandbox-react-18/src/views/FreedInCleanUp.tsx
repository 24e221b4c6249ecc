// Starts calls in an effect whose clean-up ends while they are under way. It shows nothing, so that any renderer can render it.

import { createHttpClient } from "@stripe/ui-extension-sdk/http_client";
import { StrictMode, useEffect } from "react";
import { SecretStoreClient } from "stripe-secret-store";

const counts = { ran: 0, freed: 0 };
const calls: Promise<unknown>[] = [];

/** The functions that the host may call. */
Object.assign(globalThis, {
  freedInCleanUp: {
    counts: () => counts,
    outcomes: () => Promise.all(calls.map((call) => call.then(objectOf, (error) => error.code ?? String(error)))),
  },
});

const objectOf = (answer: any) => answer && answer.object;

function Effect() {
  useEffect(() => {
    counts.ran++;
    const secrets = new SecretStoreClient({ httpClient: createHttpClient(), userContext: { id: "usr_1" } });
    const none = { name: "none" };
    calls.push(
      secrets.createSecret({ name: "token", payload: "p" }),
      secrets.findSecret(none),
      secrets.listSecrets(),
      secrets.deleteSecret(none),
    );
    return () => {
      counts.freed++;
    };
  }, []);
  return null;
}

export const FreedInCleanUp = () => (
  <StrictMode>
    <Effect />
  </StrictMode>
);

export default FreedInCleanUp;
