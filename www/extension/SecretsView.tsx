import { useCallback, useState } from "react";
import type { SecretStoreClient } from "stripe-secret-store";
import { FindSecret } from "./FindSecret";
import { ScopeSwitch, type ScopeName } from "./ScopeSwitch";
import { SecretSlots } from "./SecretSlots";
import { SetSecret } from "./SetSecret";
import { useSecretList } from "./useSecretList";
import { useSecretStore } from "./useSecretStore";

interface Props {
  /** As the Dashboard gives it to a view. */
  userContext: { id?: string; name?: string | null };
  /** The time in Unix seconds. The real Dashboard has no such thing: here it makes the emulator's clock the view's too. */
  now: () => number;
}

export function SecretsView({ userContext, now }: Props) {
  const client = useSecretStore(userContext.id);
  return client && <Secrets client={client} now={now} />;
}

function Secrets({ client, now }: { client: SecretStoreClient; now: () => number }) {
  const [scope, setScope] = useState<ScopeName>("user");
  const [revision, setRevision] = useState(0);
  const list = useSecretList(client, scope, revision);
  const changed = useCallback(() => setRevision((count) => count + 1), []);

  return (
    <>
      <ScopeSwitch scope={scope} onChange={setScope} />
      <div className="forms">
        <SetSecret client={client} scope={scope} now={now} onSet={changed} />
        <FindSecret client={client} scope={scope} revision={revision} />
      </div>
      <SecretSlots client={client} scope={scope} list={list} now={now} onChange={changed} />
    </>
  );
}
