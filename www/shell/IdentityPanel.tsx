import { ACCOUNT, USERS, type User } from "../host";

export function IdentityPanel({ user, onSignIn }: { user: User; onSignIn: (user: User) => void }) {
  return (
    <section className="panel identity" aria-labelledby="identity-title">
      <h2 id="identity-title">Who you are</h2>
      <p className="account">
        {ACCOUNT.name} <code>{ACCOUNT.id}</code>
      </p>
      <fieldset className="choice users">
        <legend className="visually-hidden">Signed-in user</legend>
        {USERS.map((each) => (
          <label key={each.id}>
            <input
              type="radio"
              name="signed-in-user"
              aria-label={each.name}
              checked={each.id === user.id}
              onChange={() => onSignIn(each)}
            />
            <span>
              {each.name} <code>{each.id}</code>
            </span>
          </label>
        ))}
      </fieldset>
    </section>
  );
}
