// Parses the path patterns of an extension's routes, matches paths against them and builds paths from them.

type Segment =
  | { readonly kind: "static"; readonly text: string }
  | { readonly kind: "parameter"; readonly name: string; readonly isOptional: boolean }
  | { readonly kind: "wildcard"; readonly isOptional: boolean };

export type RouteParameters = Record<string, string | undefined>;

/** The parameter that holds the segments of a wildcard, joined by slashes. */
const WILDCARD = "*";

/** @throws Error that names the invalid part of the pattern */
export function parsePattern(pattern: string): readonly Segment[] {
  if (typeof pattern !== "string" || !pattern.startsWith("/")) throw new Error(`The path ${JSON.stringify(pattern)} must start with "/".`);
  const texts = pattern === "/" ? [] : pattern.slice(1).replace(/\/$/, "").split("/");
  return texts.map((text, index) => {
    if (text === "") throw new Error(`The path "${pattern}" must not contain an empty segment.`);
    const [, wildcard] = /^\*(\??)$/.exec(text) ?? [];
    if (wildcard !== undefined) {
      if (index < texts.length - 1) throw new Error(`In the path "${pattern}" the wildcard must be the last segment.`);
      return { kind: "wildcard", isOptional: wildcard === "?" };
    }
    if (!text.startsWith(":")) return { kind: "static", text };
    const [, name, optional] = /^:(\w+)(\??)$/.exec(text) ?? [];
    if (name === undefined)
      throw new Error(`In the path "${pattern}" the parameter "${text}" must have letters, digits and underscores only.`);
    return { kind: "parameter", name, isOptional: optional === "?" };
  });
}

/** Returns the parameters of a path, or undefined if the pattern does not match it. */
export function matchSegments(pattern: readonly Segment[], path: readonly string[]): RouteParameters | undefined {
  const [segment, ...rest] = pattern;
  const [text, ...others] = path;
  if (segment === undefined) return text === undefined ? {} : undefined;
  if (segment.kind === "wildcard") {
    if (text === undefined) return segment.isOptional ? {} : undefined;
    return { [WILDCARD]: path.join("/") };
  }
  if (segment.kind === "static") return segment.text === text ? matchSegments(rest, others) : undefined;
  if (text !== undefined) {
    const matched = matchSegments(rest, others);
    if (matched !== undefined) return { [segment.name]: text, ...matched };
  }
  return segment.isOptional ? matchSegments(rest, path) : undefined;
}

/** Ranks a pattern by its segments: a static text comes before a parameter, and a parameter before a wildcard. */
export const rankOf = (pattern: readonly Segment[]): string =>
  pattern.map((segment) => (segment.kind === "static" ? "0" : segment.kind === "wildcard" ? "3" : segment.isOptional ? "2" : "1")).join("");

/** @throws Error when a required parameter is missing */
export function buildSegments(pattern: readonly Segment[], parameters: RouteParameters = {}): string[] {
  return pattern.flatMap((segment) => {
    if (segment.kind === "static") return [segment.text];
    const name = segment.kind === "wildcard" ? WILDCARD : segment.name;
    const value = parameters[name];
    if (value === undefined || value === "") {
      if (segment.isOptional) return [];
      throw new Error(`The route requires the parameter "${name}".`);
    }
    return segment.kind === "wildcard" ? String(value).split("/") : [String(value)];
  });
}

/** Splits a path into decoded segments. */
export const splitPath = (path: string): string[] => path.split("/").filter(Boolean).map(decoded);

export const joinPath = (segments: readonly string[]): string => `/${segments.map(encodeURIComponent).join("/")}`;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A malformed escape stays as it is.
  }
}
