// Keeps the location of a full-page view in the page's address: /app/APP_ID/PATH?QUERY, as Stripe's Dashboard does.

import type { Location } from "../frame/protocol";
import { flatNames, nestedFrom } from "./bracket-names";

export const HOME: Location = { href: "/", searchParams: {} };

/** Returns the location in the page's address. Returns undefined if the address belongs to another app or view. */
export function readAddress(app: string): Location | undefined {
  const { pathname, search } = window.location;
  const base = baseOf(app);
  if (pathname !== base && !pathname.startsWith(`${base}/`)) return undefined;
  return { href: cleanPath(pathname.slice(base.length)), searchParams: parseQuery(search) };
}

/** Returns the page's address for a location, or for the other views without one. */
export function addressOf(app: string, location: Location | undefined): string {
  if (location === undefined) return "/";
  const path = cleanPath(location.href);
  return `${baseOf(app)}${path === "/" ? "" : path}${queryOf(location.searchParams)}`;
}

const baseOf = (app: string) => `/app/${encodeURIComponent(app)}`;

/** Drops segments that a browser would resolve against the rest of the address. */
export function cleanPath(href: string): string {
  const [path = ""] = String(href).split(/[?#]/);
  const segments = path.split("/").filter((segment) => !["", ".", ".."].includes(decoded(segment)));
  return `/${segments.map((segment) => encodeURIComponent(decoded(segment))).join("/")}`;
}

/** Writes null as a name without a value, so that a reload can tell it from an empty text. */
function queryOf(parameters: Location["searchParams"]): string {
  const pairs = Object.entries(parameters).flatMap(([name, value]) => flatNames(name, value));
  const texts = pairs.map(([name, value]) => encodeURIComponent(name) + (value === null ? "" : `=${encodeURIComponent(String(value))}`));
  return texts.length === 0 ? "" : `?${texts.join("&")}`;
}

/** Returns the query that a deep link has for the app: the parameters with the prefix `app_`, without it. Undefined without such a parameter. */
export function deepLinkQuery(search = window.location.search): string | undefined {
  const own = search
    .slice(1)
    .split("&")
    .filter((pair) => pair.startsWith("app_"));
  return own.length === 0 ? undefined : own.map((pair) => pair.slice("app_".length)).join("&");
}

/** Parses a query, with or without its question mark. */
export function parseQuery(query: string): Location["searchParams"] {
  const pairs = query.replace(/^\?/, "").split("&").filter(Boolean);
  return nestedFrom(
    pairs.map((pair) => {
      const [name = "", value] = pair.split(/=(.*)/s).map((text) => decoded(text.replaceAll("+", " ")));
      return [name, value ?? null] as const;
    }),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A malformed escape stays as it is.
  }
}
