// Shows a scope with its ten slots, and whether the actor has access.

import type { EmulatorConnection } from "stripe-secret-store/testing";
import type { Effect } from "../live/effects";
import type { Live } from "../live/live";
import { AccountIcon, UserIcon } from "./icons";
import type { Access } from "./access";
import { AccessReason } from "./AccessReason";
import { SecretRow } from "./SecretRow";
import type { ScopeContents } from "./sharing-groups";

/** The number of secrets that a scope can hold. */
const SLOTS = 10;

interface ScopeProps {
  readonly scope: ScopeContents;
  readonly live: Live;
  readonly emulator: EmulatorConnection;
  readonly effects: ReadonlyMap<string, Effect>;
  readonly access: Access;
  /** Explains a limited access. */
  readonly reason: string | undefined;
  /** True when the connector line continues to a scope below. */
  readonly isPassed: boolean;
}

export function ScopeBox({ scope, live, emulator, effects, access, reason, isPassed }: ScopeProps) {
  const { owner, secrets } = scope;
  const remaining = secrets.filter(({ id }) => !["delete", "expire"].includes(effects.get(id)?.kind ?? ""));
  return (
    <section className="scope" data-reads={access.reads} data-writes={access.writes} data-passed={isPassed}>
      <div className="scope-head">
        <h4>
          {owner ? <UserIcon /> : <AccountIcon />}
          {owner ? owner.name : "Account"}
        </h4>
        <p className="visually-hidden">{access.reads ? "Access" : "No access"}</p>
        <p className="pips">
          {Array.from({ length: SLOTS }, (_, index) => (
            <i key={index} data-filled={index < remaining.length} />
          ))}
          <span className="visually-hidden">
            {remaining.length} of {SLOTS} secrets
          </span>
        </p>
      </div>
      {reason !== undefined && <AccessReason text={reason} />}
      {secrets.length > 0 && (
        <ul className="secrets">
          {secrets.map((secret) => (
            <SecretRow key={secret.id} {...{ secret, live, emulator }} effect={effects.get(secret.id)} />
          ))}
        </ul>
      )}
    </section>
  );
}
