import { useState, type SyntheticEvent } from "react";
import type { Secret, SecretStoreClient } from "stripe-secret-store";
import { ErrorCard } from "./ErrorCard";
import type { ScopeName } from "./ScopeSwitch";
import { useCall } from "./useCall";

interface Props {
  client: SecretStoreClient;
  scope: ScopeName;
  /** Changes with the store: what was found before may be out of date then, and is put away. */
  revision: number;
}

interface Answer {
  name: string;
  secret: Secret | null;
}

export function FindSecret({ client, scope, revision }: Props) {
  const [name, setName] = useState("");
  const call = useCall<Answer>(`${scope} ${revision}`);

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    void call.run(async () => ({ name, secret: await client.findSecret({ name, scope }) }));
  }

  return (
    <section className="card" aria-labelledby="find-title">
      <h2 id="find-title">Find a secret</h2>
      <form onSubmit={submit} aria-busy={call.pending}>
        <div className="field">
          <label htmlFor="find-name">Name to find</label>
          <div className="with-button">
            <input id="find-name" value={name} onChange={(event) => setName(event.target.value)} autoComplete="off" spellCheck={false} />
            <button type="submit">Find</button>
          </div>
        </div>
      </form>
      <div role="status">
        {call.value?.secret && <FoundSecret key={call.value.name} secret={call.value.secret} />}
        {call.value?.secret === null && (
          <p>
            There is no secret “{call.value.name}” in the {scope} scope.
          </p>
        )}
      </div>
      {call.error !== undefined && <ErrorCard error={call.error} />}
    </section>
  );
}

function FoundSecret({ secret }: { secret: Secret }) {
  const [shown, setShown] = useState(false);
  return (
    <div className="found" data-testid="found">
      <p className="name">{secret.name}</p>
      <div className="with-button">
        {/* The value is not in the document at all until it is asked for. */}
        {shown ? (
          <code className="payload" data-testid="payload">
            {secret.payload}
          </code>
        ) : (
          <span className="payload">
            <span aria-hidden="true">••••••••••••</span>
            <span className="visually-hidden">The value is hidden.</span>
          </span>
        )}
        <button type="button" onClick={() => setShown(!shown)}>
          {shown ? "Hide value" : "Show value"}
        </button>
      </div>
      <p className="hint">
        Set {date(secret.created)}, {secret.expires_at == null ? "never expires" : `expires ${date(secret.expires_at)}`}.
      </p>
    </div>
  );
}

function date(seconds: number): string {
  return new Date(seconds * 1000).toLocaleString("en", { dateStyle: "medium", timeStyle: "short" });
}
