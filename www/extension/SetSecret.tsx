import { useRef, useState, type SyntheticEvent } from "react";
import type { Secret, SecretStoreClient } from "stripe-secret-store";
import { ErrorCard } from "./ErrorCard";
import { ExpiryField, expiresAt, type Expiry } from "./ExpiryField";
import type { ScopeName } from "./ScopeSwitch";
import { useCall } from "./useCall";

interface Props {
  client: SecretStoreClient;
  scope: ScopeName;
  now: () => number;
  onSet: () => void;
}

export function SetSecret({ client, scope, now, onSet }: Props) {
  const [name, setName] = useState("");
  const [payload, setPayload] = useState("");
  const [expiry, setExpiry] = useState<Expiry>({ kind: "never" });
  const nameField = useRef<HTMLInputElement>(null);
  const call = useCall<Secret>(scope);

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (call.pending) return;
    // What is wrong with the values is for the client to say, so nothing is checked or trimmed here.
    const stored = () => client.createSecret({ name, payload, scope, expires_at: expiresAt(expiry, now) });
    void call.run(stored, () => {
      setName("");
      setPayload("");
      nameField.current?.focus();
      onSet();
    });
  }

  return (
    <section className="card" aria-labelledby="set-title">
      <h2 id="set-title">Set a secret</h2>
      <form onSubmit={submit} aria-busy={call.pending}>
        <div className="field">
          <label htmlFor="set-name">Name</label>
          <input
            id="set-name"
            ref={nameField}
            value={name}
            onChange={(event) => setName(event.target.value)}
            autoComplete="off"
            spellCheck={false}
          />
        </div>
        <div className="field">
          <label htmlFor="set-value">Value</label>
          <textarea
            id="set-value"
            rows={2}
            value={payload}
            onChange={(event) => setPayload(event.target.value)}
            autoComplete="off"
            spellCheck={false}
          />
        </div>
        <ExpiryField expiry={expiry} onChange={setExpiry} />
        <button type="submit" className="primary">
          Set secret
        </button>
      </form>
      <p className="outcome" role="status">
        {call.value && `Stored “${call.value.name}” in the ${scope} scope.`}
      </p>
      {call.error !== undefined && <ErrorCard error={call.error} />}
    </section>
  );
}
