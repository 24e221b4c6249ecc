// Shows and advances the emulator's clock, and resets the emulator.

import type { EmulatorConnection } from "stripe-secret-store/testing";
import type { Live } from "../live/live";
import { useLive, useNow } from "../live/use-live";
import { Failure, useAction } from "./use-action";

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
  const { run, failure } = useAction(live);
  return (
    <section className="control-group">
      <h3>The emulator’s clock</h3>
      <p>
        <time>{FORMAT.format(now * 1_000)}</time>
        <span role="status" className="hint">
          {advanced === 0 ? "Same as the computer’s clock." : `${advanced / 1_000} s ahead of the computer’s clock.`}
        </span>
      </p>
      <div className="buttons">
        {STEPS.map(({ label, seconds }) => (
          <button key={label} type="button" onClick={() => run(() => emulator.advance(1_000 * seconds))}>
            {label}
          </button>
        ))}
      </div>
      <h3>Start over</h3>
      <p className="hint">This resets the world, its secrets, the clock and the log to their initial state.</p>
      <div className="buttons">
        <button type="button" className="danger" onClick={() => run(startOver)}>
          Start over
        </button>
      </div>
      <Failure text={failure} />
    </section>
  );
}
