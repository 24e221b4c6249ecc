// The `css` prop of the SDK's layout components, as far as the examples use it.

import type { CSSProperties } from "react";

export type Css = Readonly<Record<string, unknown>>;

const SPACES: Record<string, number> = { xxsmall: 2, xsmall: 4, small: 8, medium: 16, large: 24, xlarge: 32, xxlarge: 48 };
const COLORS: Record<string, string> = {
  primary: "var(--text)",
  secondary: "var(--muted)",
  critical: "var(--bad)",
  success: "var(--good)",
};
const FONTS: Record<string, CSSProperties> = {
  heading: { fontSize: 16, fontWeight: 650 },
  subheading: { fontSize: 14, fontWeight: 650 },
  bodyEmphasized: { fontWeight: 600 },
  caption: { fontSize: 13 },
};
const STACKS: Record<string, CSSProperties> = {
  x: { display: "flex", flexWrap: "wrap", alignItems: "center" },
  y: { display: "flex", flexDirection: "column", alignItems: "stretch" },
};
const DISTRIBUTIONS: Record<string, string> = { "space-between": "space-between", packed: "flex-start" };

export function style(css: Css = {}): CSSProperties {
  const { stack, gap, padding, marginTop, marginBottom, font, fontWeight, color, distribute } = css;
  return {
    ...STACKS[String(stack)],
    ...FONTS[String(font)],
    ...(distribute !== undefined && { justifyContent: DISTRIBUTIONS[String(distribute)] }),
    ...(fontWeight === "bold" && { fontWeight: 650 }),
    ...(color !== undefined && { color: COLORS[String(color)] }),
    ...defined({ gap: space(gap), padding: space(padding), marginTop: space(marginTop), marginBottom: space(marginBottom) }),
  };
}

const space = (value: unknown): number | undefined => (typeof value === "number" ? value : SPACES[String(value)]);

const defined = (values: Record<string, unknown>): object =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
