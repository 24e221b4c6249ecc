// Shows a secret with its remaining time. The payload stays hidden until it is requested.

import { useState } from "react";
import type { EmulatorConnection, StoredSecret } from "stripe-secret-store/testing";
import type { Effect, EffectKind } from "../live/effects";
import type { Live } from "../live/live";
import { useNow } from "../live/use-live";
import { EyeIcon } from "./icons";
import { ExpiryRing } from "./ExpiryRing";
import { duration, remaining } from "./time";

const EFFECT_LABELS: Record<EffectKind, string> = { set: "set", replace: "replaced", find: "found", delete: "deleted", expire: "expired" };

interface SecretProps {
  readonly secret: StoredSecret;
  readonly live: Live;
  readonly emulator: EmulatorConnection;
  readonly effect: Effect | undefined;
}

export function SecretRow({ secret, live, emulator, effect }: SecretProps) {
  const { id, name, created, expires_at } = secret;
  const [payload, setPayload] = useState<string>();
  const isShown = payload !== undefined;

  async function reveal() {
    if (isShown) return setPayload(undefined);
    // A failed read means that the secret or the emulator is gone. The refresh shows which.
    await emulator.secret(id).then((revealed) => setPayload(revealed.payload), live.refresh);
  }

  return (
    <li className="secret" data-effect={effect?.kind}>
      {expires_at === null ? <ExpiryRing share={1} isEndless /> : <TimeLeft {...{ live, created }} expiresAt={expires_at} />}
      <span className="name" title={name}>
        {name}
      </span>
      {effect && (
        <span className="effect" key={effect.turn}>
          {EFFECT_LABELS[effect.kind]}
        </span>
      )}
      <button type="button" className="reveal" aria-pressed={isShown} onClick={() => void reveal()}>
        <EyeIcon isOpen={isShown} />
        <span className="visually-hidden">Payload of {name}</span>
      </button>
      {isShown && <output className="payload">{payload}</output>}
    </li>
  );
}

function TimeLeft({ live, created, expiresAt }: { live: Live; created: number; expiresAt: number }) {
  const now = useNow(live);
  return (
    <>
      <ExpiryRing share={remaining(created, expiresAt, now)} />
      <time>{duration(expiresAt - now)} left</time>
    </>
  );
}
