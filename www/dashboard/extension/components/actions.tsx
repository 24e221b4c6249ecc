// Shows buttons and links. `onPress` receives a plain event that can be sent to the frame.

import { useContext, type CSSProperties, type MouseEvent, type ReactNode } from "react";
import { isRecord } from "../../is-record";
import type { RouteDescriptor } from "../dashboard-route";
import { DashboardRoutes } from "./dashboard-routes";
import { Trigger } from "./menu";
import { style, type Css } from "./style";

interface Pressable {
  children?: ReactNode;
  /** An address, or a route of the Dashboard. */
  href?: string | RouteDescriptor | undefined;
  target?: string | undefined;
  type?: "primary" | "secondary" | "destructive";
  disabled?: boolean;
  pending?: boolean;
  css?: Css;
  onPress?: ((event: { type: "press" }) => void) | undefined;
}

const CLASSES = { primary: "button primary", secondary: "button", destructive: "button danger" };

export const Button = ({ type = "secondary", ...props }: Pressable) => <Pressed className={CLASSES[type]} {...props} />;

export const Link = (props: Pressable) => <Pressed className="link" {...props} />;

function Pressed({
  className,
  children,
  href,
  target,
  css,
  disabled = false,
  pending = false,
  onPress,
}: Pressable & { className: string }) {
  const trigger = useContext(Trigger);
  const routes = useContext(DashboardRoutes);
  const shared = { className, style: style(css) as CSSProperties };
  const route = isRecord(href) ? href : undefined;
  const address = route && routes?.addressOf(route);
  if (route !== undefined && address !== undefined && !disabled) {
    const open = (event: MouseEvent) => {
      onPress?.({ type: "press" });
      // A modified click opens another tab, as for any link.
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      routes?.open(route);
    };
    return (
      <a {...shared} href={address} onClick={open}>
        {children}
      </a>
    );
  }
  if (typeof href === "string" && !disabled) {
    return (
      <a {...shared} href={httpOnly(href)} target={target} rel="noreferrer" onClick={() => onPress?.({ type: "press" })}>
        {children}
      </a>
    );
  }
  function press() {
    trigger?.toggle();
    onPress?.({ type: "press" });
    if (route !== undefined) routes?.open(route);
  }
  return (
    <button type="button" {...shared} {...trigger?.attributes} disabled={disabled || pending} aria-busy={pending} onClick={press}>
      {children}
    </button>
  );
}

/** Removes addresses with another scheme than HTTP, since a `javascript:` address would run in this page. */
function httpOnly(href: string): string | undefined {
  return URL.canParse(href, location.href) && /^https?:$/.test(new URL(href, location.href).protocol) ? href : undefined;
}
