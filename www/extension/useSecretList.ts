import { useEffect, useState } from "react";
import type { Secret, SecretStoreClient } from "stripe-secret-store";
import type { ScopeName } from "./ScopeSwitch";

export type SecretListState = { status: "loading" } | { status: "ready"; secrets: Secret[] } | { status: "failed"; error: unknown };

const LOADING: SecretListState = { status: "loading" };

/** The secrets of a scope, asked for again whenever `revision` changes. Until then the list of before stays in sight. */
export function useSecretList(client: SecretStoreClient, scope: ScopeName, revision: number): SecretListState {
  const [loaded, setLoaded] = useState<{ scope: ScopeName; state: SecretListState } | null>(null);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    // An answer to a question that is no longer asked must not overwrite the answer to the one that is.
    const settle = (state: SecretListState) => {
      if (!signal.aborted) setLoaded({ scope, state });
    };
    client.listSecrets({ scope }, { signal }).then(
      ({ data }) => settle({ status: "ready", secrets: data }),
      (error: unknown) => settle({ status: "failed", error }),
    );
    return () => controller.abort();
  }, [client, scope, revision]);

  return loaded?.scope === scope ? loaded.state : LOADING;
}
