// Buttons and links. The SDK's `onPress` gets an event that can be sent to the frame.

import type { ReactNode } from "react";

interface Pressable {
  children?: ReactNode;
  href?: string | { name: string };
  target?: string;
  type?: "primary" | "secondary" | "destructive";
  disabled?: boolean;
  pending?: boolean;
  onPress?: (event: { type: "press" }) => void;
}

const CLASSES = { primary: "button primary", secondary: "button", destructive: "button danger" };

export function Button({ children, href, target, type = "secondary", disabled = false, pending = false, onPress }: Pressable) {
  if (typeof href === "string" && !disabled) return anchor(CLASSES[type], { children, href, target, onPress });
  return (
    <button
      type="button"
      className={CLASSES[type]}
      disabled={disabled || pending}
      aria-busy={pending}
      onClick={() => onPress?.({ type: "press" })}
    >
      {children}
    </button>
  );
}

export function Link({ children, href, target, onPress, disabled = false }: Pressable) {
  if (typeof href === "string" && !disabled) return anchor("link", { children, href, target, onPress });
  return (
    <button type="button" className="link" disabled={disabled} onClick={() => onPress?.({ type: "press" })}>
      {children}
    </button>
  );
}

function anchor(className: string, { children, href, target, onPress }: Pressable & { href: string }) {
  // An extension's text is not run in this page, which a `javascript:` address would do.
  const safe = /^https?:$/.test(new URL(href, location.href).protocol) ? href : undefined;
  return (
    <a className={className} href={safe} target={target} rel="noreferrer" onClick={() => onPress?.({ type: "press" })}>
      {children}
    </a>
  );
}
