import type { ExtensionContextValue } from "@stripe/ui-extension-sdk/context";
import { createHttpClient } from "@stripe/ui-extension-sdk/http_client";
import { Box, ContextView, Divider, Select } from "@stripe/ui-extension-sdk/ui";
import { useCallback, useEffect, useMemo, useState } from "react";
import { SecretStoreClient, type SecretList as Listed } from "stripe-secret-store";
import { FindSecret } from "../FindSecret";
import { SecretList } from "../SecretList";
import { SetSecret } from "../SetSecret";
import { useCall } from "../useCall";
import { WithBackend } from "../WithBackend";

type Scope = "user" | "account";

export default function App({ userContext, environment }: ExtensionContextValue) {
  const { BACKEND, PROVIDER } = environment.constants as { BACKEND: string; PROVIDER: string };
  const [scope, setScope] = useState<Scope>("user");
  const { id } = userContext;
  const secrets = useMemo(() => new SecretStoreClient({ httpClient: createHttpClient(), userContext, scope }), [id, scope]);

  const { run, ...listed } = useCall<Listed>();
  const reload = useCallback(() => void run(() => secrets.listSecrets({ limit: 100 })), [run, secrets]);
  useEffect(reload, [reload]);

  return (
    <ContextView title="Secret store" description="Stores tokens, for you alone or for all who use this account.">
      <Box css={{ stack: "y", gap: "large" }}>
        <Select label="Scope" value={scope} onChange={({ target }) => setScope(target.value as Scope)}>
          <option value="user">Mine alone</option>
          <option value="account">The account's</option>
        </Select>
        <SetSecret key={`set ${scope}`} secrets={secrets} onStored={reload} />
        <Divider />
        <FindSecret key={`find ${scope}`} secrets={secrets} />
        <Divider />
        <SecretList key={`list ${scope}`} secrets={secrets} listed={listed} reload={reload} />
        <Divider />
        <WithBackend secrets={secrets} userContext={userContext} backend={BACKEND} provider={PROVIDER} />
      </Box>
    </ContextView>
  );
}
