import { useEffect, useRef } from "react";
import type { DeletedSecret, Secret, SecretStoreClient } from "stripe-secret-store";
import { describeDuration } from "./duration";
import { ErrorCard } from "./ErrorCard";
import type { ScopeName } from "./ScopeSwitch";
import { useCall } from "./useCall";
import { useSeconds } from "./useSeconds";
import type { SecretListState } from "./useSecretList";

const SLOTS = 10;

interface Props {
  client: SecretStoreClient;
  scope: ScopeName;
  list: SecretListState;
  now: () => number;
  /** Called when the list may no longer be what the store holds. */
  onChange: () => void;
}

export function SecretSlots({ client, scope, list, now, onChange }: Props) {
  const seconds = useSeconds(now);
  const title = useRef<HTMLHeadingElement>(null);
  const call = useCall<DeletedSecret & { name: string }>(scope);
  const secrets = list.status === "ready" ? list.secrets : [];
  const expired = secrets.some(({ expires_at }) => expires_at != null && expires_at <= seconds);

  // The store deletes what has expired by itself. It is asked again each second until it has.
  useEffect(() => {
    if (expired) onChange();
  }, [expired, seconds, onChange]);

  function remove({ name }: Secret) {
    if (call.pending) return;
    void call.run(
      async () => ({ ...(await client.deleteSecret({ name, scope })), name }),
      () => {
        // The button that had the focus goes away with its secret.
        title.current?.focus();
        onChange();
      },
    );
  }

  return (
    <section className="card slots-card" aria-labelledby="slots-title">
      <div className="heading">
        <h2 id="slots-title" ref={title} tabIndex={-1}>
          Secrets in the {scope} scope
        </h2>
        <span className="count" data-testid="count">
          {list.status === "ready" ? `${secrets.length} of ${SLOTS}` : "…"}
        </span>
      </div>
      {call.error !== undefined && <ErrorCard error={call.error} />}
      {list.status === "failed" && (
        <>
          <ErrorCard error={list.error} />
          <button type="button" onClick={onChange}>
            Try again
          </button>
        </>
      )}
      {list.status !== "failed" && (
        <ul className="slots" data-testid="slots" aria-labelledby="slots-title" aria-busy={list.status === "loading"}>
          {secrets.map((secret) => (
            <li key={secret.id}>
              <div>
                <p className="name">{secret.name}</p>
                <p className="hint">{describeExpiry(secret.expires_at, seconds)}</p>
              </div>
              <button type="button" aria-label={`Delete ${secret.name}`} onClick={() => remove(secret)}>
                Delete
              </button>
            </li>
          ))}
          {Array.from({ length: Math.max(0, SLOTS - secrets.length) }, (_, slot) => (
            <li key={slot} className="empty" aria-hidden="true">
              Empty slot
            </li>
          ))}
        </ul>
      )}
      <p className="outcome" role="status">
        {call.value && `Deleted “${call.value.name}” from the ${scope} scope.`}
      </p>
    </section>
  );
}

function describeExpiry(expiresAt: number | null | undefined, seconds: number): string {
  if (expiresAt == null) return "Never expires";
  return expiresAt <= seconds ? "Expired" : `Expires in ${describeDuration(expiresAt - seconds)}`;
}
