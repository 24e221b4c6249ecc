export type Expiry = { kind: "never" } | { kind: "in"; seconds: number } | { kind: "date"; local: string };

const OPTIONS: { value: string; title: string; expiry: Expiry }[] = [
  { value: "never", title: "Never", expiry: { kind: "never" } },
  { value: "minute", title: "In 1 minute", expiry: { kind: "in", seconds: 60 } },
  { value: "hour", title: "In 1 hour", expiry: { kind: "in", seconds: 3_600 } },
  { value: "date", title: "On a date…", expiry: { kind: "date", local: "" } },
];

/** The `expires_at` to send, given the time in Unix seconds. No date chosen is an invalid date, which the client refuses. */
export function expiresAt(expiry: Expiry, now: () => number): number | Date | null {
  if (expiry.kind === "never") return null;
  return expiry.kind === "in" ? now() + expiry.seconds : new Date(expiry.local);
}

export function ExpiryField({ expiry, onChange }: { expiry: Expiry; onChange: (expiry: Expiry) => void }) {
  const chosen = OPTIONS.find((option) =>
    expiry.kind === "in" && option.expiry.kind === "in" ? option.expiry.seconds === expiry.seconds : option.expiry.kind === expiry.kind,
  );
  return (
    <>
      <div className="field">
        <label htmlFor="set-expiry">Expires</label>
        <select
          id="set-expiry"
          value={chosen?.value}
          onChange={(event) => {
            const option = OPTIONS.find(({ value }) => value === event.target.value);
            if (option) onChange(option.expiry);
          }}
        >
          {OPTIONS.map(({ value, title }) => (
            <option key={value} value={value}>
              {title}
            </option>
          ))}
        </select>
      </div>
      {expiry.kind === "date" && (
        <div className="field">
          <label htmlFor="set-date">Date and time</label>
          <input
            id="set-date"
            type="datetime-local"
            value={expiry.local}
            onChange={(event) => onChange({ kind: "date", local: event.target.value })}
          />
        </div>
      )}
    </>
  );
}
