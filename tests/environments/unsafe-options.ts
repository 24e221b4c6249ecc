// Changes code as minifiers do with the options that they call unsafe. Each is safe for code that does not use what it breaks.

import { createRequire } from "node:module";
import { join } from "node:path";
import type { Project } from "./project";

/** Every unsafe option of terser 5 but `unsafe_arrows`, which makes functions into arrow functions although they are called with `new`. */
export const TERSER_UNSAFE = {
  passes: 2,
  unsafe: true,
  unsafe_comps: true,
  unsafe_Function: true,
  unsafe_math: true,
  unsafe_methods: true,
  unsafe_proto: true,
  unsafe_regexp: true,
  unsafe_symbols: true,
  unsafe_undefined: true,
};

/** Ways to change a module's code, with the packages of projects/build-tools. */
export const CHANGES: Record<string, (code: string, tools: Project) => Promise<string>> = {
  "minified by terser with every unsafe option": async (code, tools) =>
    (await requireFrom(tools)("terser").minify(code, { module: true, compress: TERSER_UNSAFE })).code,
  // Terser's `unsafe_comps` may do this to any comparison. Which it chooses depends on the code around it.
  "with every comparison turned around": async (code, tools) =>
    turned(code, requireFrom(tools)("acorn").parse(code, { ecmaVersion: 2020, sourceType: "module" })),
};

const requireFrom = ({ folder }: Project) => createRequire(join(folder, "package.json"));

interface Node {
  type: string;
  start: number;
  end: number;
  operator?: string;
  left?: Node;
  right?: Node;
}

const OPPOSITE: Record<string, string> = { "<": ">=", "<=": ">", ">": "<=", ">=": "<" };

/** Writes each `a < b` as `!(a >= b)`. Both are equal unless an operand is NaN, or becomes NaN as `undefined` does. */
function turned(code: string, program: Node): string {
  const edits: [position: number, text: string, removed: number][] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== "object" || node === null) return;
    const { type, start, end, operator = "", left, right } = node as Node;
    const opposite = type === "BinaryExpression" ? OPPOSITE[operator] : undefined;
    if (opposite) {
      const position = left!.end + code.slice(left!.end, right!.start).indexOf(operator);
      edits.push([start, "!(", 0], [position, opposite, operator.length], [end, ")", 0]);
    }
    Object.values(node).forEach(visit);
  };
  visit(program);
  edits.sort(([a], [b]) => a - b);
  let from = 0;
  let result = "";
  for (const [position, text, removed] of edits) {
    result += code.slice(from, position) + text;
    from = position + removed;
  }
  return result + code.slice(from);
}
