// Shows and changes the path of a full-page view.

import { useId, useState } from "react";
import type { Dashboard, DashboardState } from "../dashboard";

export function PathField({ dashboard, state }: { dashboard: Dashboard; state: DashboardState }) {
  const { location, routes } = state;
  const [typed, setTyped] = useState<string>();
  const id = useId();
  if (location === undefined) return null;
  return (
    <form
      className="field"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed !== undefined) dashboard.navigate({ href: `/${typed.replace(/^\/+/, "")}`, searchParams: {}, replace: false });
        setTyped(undefined);
      }}
    >
      <label htmlFor={id}>Path</label>
      <input id={id} list={`${id}-routes`} value={typed ?? location.href} onChange={({ target }) => setTyped(target.value)} />
      <datalist id={`${id}-routes`}>
        {routes.map((route) => (
          <option key={route} value={route} />
        ))}
      </datalist>
    </form>
  );
}
