// Shows banners, badges, spinners and tooltips.

import type { ReactNode } from "react";

interface BannerProps {
  type?: "default" | "caution" | "critical";
  title?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  onDismiss?: () => void;
}

export function Banner({ type = "default", title, description, actions, onDismiss }: BannerProps) {
  return (
    <section className={`banner ${type}`} role={type === "critical" ? "alert" : "status"}>
      {title && <h3>{title}</h3>}
      {description && <div>{description}</div>}
      {(actions || onDismiss) && (
        <div className="buttons">
          {actions}
          {onDismiss && (
            <button type="button" onClick={() => onDismiss()}>
              Dismiss
            </button>
          )}
        </div>
      )}
    </section>
  );
}

export const Badge = ({ type = "neutral", children }: { type?: string; children?: ReactNode }) => (
  <span className={`badge ${type}`}>{children}</span>
);

export const Spinner = ({ size = "medium" }: { size?: string }) => (
  <span className={`spinner ${size}`} role="progressbar" aria-label="Loading" />
);

/** Appears while its trigger has the pointer or the focus. */
export const Tooltip = ({ trigger, children }: { trigger?: ReactNode; children?: ReactNode }) => (
  <span className="tooltip">
    {trigger}
    <span role="tooltip">{children}</span>
  </span>
);
