// The emulator's clock, which goes forward when it is told to.

import type { EmulatorConnection } from "stripe-secret-store/testing";
import type { Live } from "../live/live";
import { useLive, useNow } from "../live/use-live";
import { Failure, useAttempt } from "./attempt";

const STEPS = [
  { label: "+1 minute", seconds: 60 },
  { label: "+1 hour", seconds: 3_600 },
  { label: "+1 day", seconds: 86_400 },
  { label: "+1 year", seconds: 365 * 86_400 },
];

const FORMAT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

export function Clock({ live, emulator, startOver }: { live: Live; emulator: EmulatorConnection; startOver: () => Promise<void> }) {
  const { advanced } = useLive(live);
  const now = useNow(live);
  const { attempt, failure } = useAttempt(live);
  return (
    <section className="bench">
      <h3>The emulator’s clock</h3>
      <p>
        <time>{FORMAT.format(now * 1_000)}</time>
        <span role="status" className="hint">
          {advanced === 0 ? "The same as yours." : `Ahead of yours by ${advanced} s.`}
        </span>
      </p>
      <div className="buttons">
        {STEPS.map(({ label, seconds }) => (
          <button key={label} type="button" onClick={() => attempt(() => emulator.advance(seconds))}>
            {label}
          </button>
        ))}
      </div>
      <h3>From the start</h3>
      <p className="hint">The world, its secrets, the clock and the log as they were when the emulator began.</p>
      <div className="buttons">
        <button type="button" className="danger" onClick={() => attempt(startOver)}>
          Start over
        </button>
      </div>
      <Failure text={failure} />
    </section>
  );
}
