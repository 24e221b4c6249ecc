// Draws small icons in the colour of the surrounding text. Each icon stands next to a word, so screen readers skip it.

import type { ReactNode } from "react";

const icon = (content: ReactNode) => (
  <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
    {content}
  </svg>
);

export const AccountIcon = () => icon(<path d="M2.5 6.5 4 2.5h8l1.5 4M3.5 7.5v6h9v-6M2.5 6.5h11M6.5 13.5v-3.5h3v3.5" />);

export const UserIcon = () =>
  icon(
    <>
      <circle cx="8" cy="5.25" r="2.75" />
      <path d="M2.75 13.75c.5-3 2.5-4.25 5.25-4.25s4.75 1.25 5.25 4.25" />
    </>,
  );

export const LockIcon = () =>
  icon(
    <>
      <rect x="3.5" y="7" width="9" height="6.5" rx="1.5" />
      <path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />
    </>,
  );

export const EyeIcon = ({ isOpen }: { isOpen: boolean }) =>
  icon(
    <>
      <path d="M1.5 8S4 3.75 8 3.75 14.5 8 14.5 8 12 12.25 8 12.25 1.5 8 1.5 8Z" />
      <circle cx="8" cy="8" r="2" />
      {!isOpen && <path d="M2.5 13.5l11-11" />}
    </>,
  );

/** Draws a square in the app's own colour. Neighbouring apps get very different colours. */
export function AppIcon({ of, among }: { of: { readonly id: string }; among: readonly { readonly id: string }[] }) {
  const hue = 250 + among.findIndex(({ id }) => id === of.id) * 137.5;
  return <span className="app-icon" style={{ "--hue": hue } as Record<string, number>} aria-hidden="true" />;
}
