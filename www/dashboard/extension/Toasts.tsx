// Shows the extension's toasts at the bottom of the page.

import type { Dashboard, Toast } from "../dashboard";

export const Toasts = ({ dashboard, toasts }: { dashboard: Dashboard; toasts: readonly Toast[] }) => (
  <div className="toasts" role="status" aria-label="Messages">
    <ul>
      {toasts.map(({ id, message, action }) => (
        <li key={id}>
          {message}{" "}
          {action && (
            <button type="button" onClick={() => action.act()}>
              {action.label}
            </button>
          )}
          <button type="button" aria-label="Dismiss" onClick={() => dashboard.dismiss(id)}>
            ×
          </button>
        </li>
      ))}
    </ul>
  </div>
);
