export type ScopeName = "user" | "account";

const SCOPES = [
  {
    name: "user",
    title: "User scope",
    hint: "Yours alone: nobody else at the account can read these in the Dashboard.",
  },
  { name: "account", title: "Account scope", hint: "Shared by everyone at the account who uses this app." },
] as const;

export function ScopeSwitch({ scope, onChange }: { scope: ScopeName; onChange: (scope: ScopeName) => void }) {
  return (
    <fieldset className="choice scopes">
      <legend className="visually-hidden">Scope</legend>
      {SCOPES.map(({ name, title, hint }) => (
        <label key={name}>
          <input
            type="radio"
            name="scope"
            aria-label={title}
            aria-describedby={`scope-${name}`}
            checked={scope === name}
            onChange={() => onChange(name)}
          />
          <span>
            <strong>{title}</strong>
            <small id={`scope-${name}`}>{hint}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
