// Converts the `css` prop of the SDK's layout components to CSS. Its values are mostly the SDK's own keywords.

import type { CSSProperties } from "react";

export type Css = Readonly<Record<string, unknown>>;

const SPACES: Record<string, number> = { xxsmall: 2, xsmall: 4, small: 8, medium: 16, large: 24, xlarge: 32, xxlarge: 48 };
const RADII: Record<string, number> = { none: 0, xsmall: 2, small: 4, medium: 8, large: 12, rounded: 999 };
const SIZES: Record<string, string> = { fill: "100%", min: "min-content", max: "max-content", fit: "fit-content", auto: "auto" };
const COLORS: Record<string, string> = {
  brand: "var(--accent)",
  primary: "var(--text)",
  secondary: "var(--muted)",
  disabled: "var(--muted)",
  info: "var(--accent)",
  success: "var(--good)",
  attention: "var(--warn)",
  critical: "var(--bad)",
};
const LINES: Record<string, string> = { neutral: "var(--line)", critical: "var(--bad-line)" };
const GROUNDS: Record<string, string> = { container: "var(--sunken)", surface: "var(--surface)" };
const FONTS: Record<string, CSSProperties> = {
  title: { fontSize: 22, fontWeight: 650 },
  heading: { fontSize: 17, fontWeight: 650 },
  lead: { fontSize: 17 },
  subtitle: { fontSize: 15, fontWeight: 600 },
  subheading: { fontSize: 14, fontWeight: 650 },
  bodyEmphasized: { fontWeight: 600 },
  kicker: { fontSize: 12, fontWeight: 650, textTransform: "uppercase" },
  caption: { fontSize: 13 },
};
const WEIGHTS: Record<string, number> = { regular: 400, semibold: 600, bold: 700 };
const STACKS: Record<string, CSSProperties> = {
  x: { display: "flex", flexWrap: "wrap" },
  y: { display: "flex", flexDirection: "column" },
  z: { display: "grid" },
};
const ALIGNED: Record<string, string> = { start: "start", end: "end", top: "start", bottom: "end", center: "center", stretch: "stretch" };

type Rule = (value: unknown, css: Css) => CSSProperties;

const space = (value: unknown) => (typeof value === "number" ? value : SPACES[String(value)]);
const size = (value: unknown) => (typeof value === "number" ? value : (SIZES[String(value)] ?? fraction(String(value))));
const keyword =
  (from: Readonly<Record<string, unknown>>, name: keyof CSSProperties): Rule =>
  (value) => ({ [name]: from[String(value)] });
const verbatim =
  (name: keyof CSSProperties): Rule =>
  (value) => ({ [name]: value });

function fraction(text: string): string | undefined {
  const [, part, whole] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  return part === undefined ? undefined : `${(100 * Number(part)) / Number(whole)}%`;
}

/** Builds the rules for `padding`, `paddingX`, `paddingTop` and so on. */
function sides(name: "padding" | "margin"): Record<string, Rule> {
  const set =
    (...properties: string[]): Rule =>
    (value) =>
      Object.fromEntries(properties.map((property) => [property, space(value)]));
  const each = ["Top", "Right", "Bottom", "Left"].map((side): [string, Rule] => [name + side, set(name + side)]);
  return {
    [name]: set(name),
    [`${name}X`]: set(`${name}Inline`),
    [`${name}Y`]: set(`${name}Block`),
    ...Object.fromEntries(each),
  };
}

const isRow = ({ stack }: Css) => stack === "x";

const RULES: Record<string, Rule> = {
  ...sides("padding"),
  ...sides("margin"),
  stack: (value, { alignY }) => ({ ...STACKS[String(value)], ...(value === "x" && alignY === undefined && { alignItems: "center" }) }),
  gap: (value) => ({ gap: space(value) }),
  gapX: (value) => ({ columnGap: space(value) }),
  gapY: (value) => ({ rowGap: space(value) }),
  columnGap: (value) => ({ columnGap: space(value) }),
  rowGap: (value) => ({ rowGap: space(value) }),
  distribute: (value) => ({ justifyContent: value === "space-between" ? "space-between" : "flex-start" }),
  alignX: (value, css) => ({ [isRow(css) ? "justifyContent" : "alignItems"]: ALIGNED[String(value)] }),
  alignY: (value, css) => ({ [isRow(css) ? "alignItems" : "justifyContent"]: ALIGNED[String(value)] ?? value }),
  alignSelfX: keyword(ALIGNED, "justifySelf"),
  alignSelfY: keyword(ALIGNED, "alignSelf"),
  display: (value) => (value === "grid" ? { display: "grid" } : {}),
  gridColumns: (value) => ({ display: "grid", gridTemplateColumns: `repeat(${Number(value) || 1}, minmax(0, 1fr))` }),
  ...Object.fromEntries(
    (["width", "height", "minWidth", "minHeight", "maxWidth", "maxHeight"] as const).map((name): [string, Rule] => [
      name,
      (value) => ({ [name]: size(value) }),
    ]),
  ),
  wrap: verbatim("flexWrap"),
  background: keyword(GROUNDS, "background"),
  backgroundColor: keyword(GROUNDS, "background"),
  borderRadius: keyword(RADII, "borderRadius"),
  keyline: (value) => ({ border: `1px solid ${LINES[String(value)] ?? LINES.neutral}` }),
  borderColor: keyword(LINES, "borderColor"),
  borderStyle: verbatim("borderStyle"),
  borderWidth: verbatim("borderWidth"),
  color: keyword(COLORS, "color"),
  fill: keyword(COLORS, "color"),
  font: (value) => FONTS[String(value)] ?? {},
  fontFamily: (value) => (value === "monospace" ? { fontFamily: "var(--mono)" } : {}),
  fontWeight: keyword(WEIGHTS, "fontWeight"),
  ...Object.fromEntries(
    (
      [
        "overflow",
        "overflowX",
        "overflowY",
        "overflowWrap",
        "textAlign",
        "textOverflow",
        "textTransform",
        "whiteSpace",
        "wordBreak",
      ] as const
    ).map((name): [string, Rule] => [name, verbatim(name)]),
  ),
};

export function style(css: Css = {}): CSSProperties {
  const styles = Object.entries(css).map(([name, value]) =>
    Object.hasOwn(RULES, name) && value !== undefined ? RULES[name]!(value, css) : {},
  );
  const all = Object.entries(Object.assign({}, ...styles) as object);
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}
