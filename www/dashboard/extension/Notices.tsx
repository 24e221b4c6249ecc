// Lists what the bundler says of an extension that runs.

/** A reader takes in this many. The terminal has all of them. */
const SHOWN = 5;

export function Notices({ notices }: { notices: readonly string[] }) {
  if (notices.length === 0) return null;
  const more = notices.length - SHOWN;
  return (
    <ul className="hint" aria-label="Notices">
      {notices.slice(0, SHOWN).map((notice) => (
        <li key={notice}>{notice}</li>
      ))}
      {more > 0 && <li>The terminal shows {more} more.</li>}
    </ul>
  );
}
