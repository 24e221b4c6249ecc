import { describeDuration } from "../extension/duration";
import { useSeconds } from "../extension/useSeconds";

const STEPS = [
  { label: "+1 minute", seconds: 60 },
  { label: "+1 hour", seconds: 3_600 },
  { label: "+1 year", seconds: 365 * 86_400 },
];

interface Props {
  /** The emulator's time in Unix seconds. */
  now: () => number;
  offset: number;
  onMove: (seconds: number) => void;
  onStartOver: () => void;
}

export function ClockPanel({ now, offset, onMove, onStartOver }: Props) {
  const time = new Date(useSeconds(now) * 1000);
  return (
    <section className="panel clock" aria-labelledby="clock-title">
      <h2 id="clock-title">The emulator’s clock</h2>
      <p className="time">
        <time dateTime={time.toISOString()}>{time.toLocaleString("en", { dateStyle: "medium", timeStyle: "medium" })}</time>
      </p>
      <p className="hint" role="status">
        {offset === 0 ? "The same as yours." : `Ahead of yours by ${describeDuration(offset)}.`}
      </p>
      <div className="buttons">
        {STEPS.map(({ label, seconds }) => (
          <button key={label} type="button" onClick={() => onMove(seconds)}>
            {label}
          </button>
        ))}
      </div>
      <div className="buttons">
        <button type="button" className="danger" onClick={onStartOver}>
          Start over
        </button>
        <span className="hint">resets the clock as well</span>
      </div>
    </section>
  );
}
