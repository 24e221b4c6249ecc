// Opens the SDK's route descriptors. Routes of the app's full-page view exist here, and others end in a message.

import type { Location } from "../../frame/protocol";
import { addressOf } from "../address";
import type { Dashboard } from "../dashboard";
import { isRecord } from "../is-record";
import type { Extension } from "./extension";
import { toaster } from "./toaster";

/** A route of Stripe's Dashboard, such as `{ name: "customers" }`. The extension sends it, so it may have any form. */
export type RouteDescriptor = Readonly<Record<string, unknown>>;

/** Returns the location of a route to the app's full-page view, or undefined for another route. */
function fullPageLocation({ name, params }: RouteDescriptor): Location | undefined {
  const { tabId, glob, searchParams } = isRecord(params) ? params : {};
  if (name === "fullPage") return { href: typeof tabId === "string" ? `/${encodeURIComponent(tabId)}` : "/", searchParams: {} };
  if (name !== "fullPageGlob") return undefined;
  const segments = Array.isArray(glob) ? glob.map(String) : [];
  return { href: `/${segments.map(encodeURIComponent).join("/")}`, searchParams: isRecord(searchParams) ? searchParams : {} };
}

/** Builds the functions that links of the view call. */
export function createRoutes(dashboard: Dashboard, { id }: Extension, path: string | undefined) {
  const toast = toaster(dashboard);
  return {
    open: (route: RouteDescriptor) => openRoute(dashboard, route, (message) => void toast(message)),
    /** Returns the page's address of a route, or undefined for a route that does not exist here. */
    addressOf(route: RouteDescriptor): string | undefined {
      const location = fullPageLocation(route);
      return location && addressOf(id, location);
    },
    /** The path of the full-page view. Undefined in another view. */
    path,
  };
}

export function openRoute(dashboard: Dashboard, route: RouteDescriptor, toast: (message: string) => void): void {
  const location = fullPageLocation(route);
  if (location === undefined) return toast(`The extension asked the Dashboard to open “${String(route.name)}”.`);
  if (!dashboard.navigate({ ...location, replace: false })) toast("The extension asked for its full-page view, but its manifest has none.");
}
