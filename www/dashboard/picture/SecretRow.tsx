// A secret: how long it still is there, and what it keeps for who asks to see it.

import { useState } from "react";
import type { EmulatorConnection, StoredSecret } from "stripe-secret-store/testing";
import type { Effect, EffectKind } from "../live/effects";
import type { Live } from "../live/live";
import { useNow } from "../live/use-live";
import { EyeIcon } from "./icons";
import { Ring } from "./Ring";
import { duration, remaining } from "./time";

const SAID: Record<EffectKind, string> = { set: "set", replace: "replaced", find: "found", delete: "deleted", expire: "expired" };

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
    // What cannot be read is gone, or the emulator is: the page says either.
    await emulator.secret(id).then((revealed) => setPayload(revealed.payload), live.refresh);
  }

  return (
    <li className="secret" data-effect={effect?.kind}>
      {expires_at === null ? <Ring share={1} isEndless /> : <Left {...{ live, created }} expiresAt={expires_at} />}
      <span className="name" title={name}>
        {name}
      </span>
      {effect && (
        <span className="effect" key={effect.turn}>
          {SAID[effect.kind]}
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

function Left({ live, created, expiresAt }: { live: Live; created: number; expiresAt: number }) {
  const now = useNow(live);
  return (
    <>
      <Ring share={remaining(created, expiresAt, now)} />
      <time>{duration(expiresAt - now)} left</time>
    </>
  );
}
