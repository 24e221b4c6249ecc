// Checks in the binary that the module cannot trap. It has no `unreachable`, which ends a panic, and so no panic handler. It does not allocate, grow its
// memory or make indirect calls. A table lists its other instructions that may trap, with the reason why each does not.

import binaryen from "binaryen";
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { packageFolder } from "../support/paths";

/** An instruction in the text format: its name and what follows. */
type Node = (string | Node)[];

/** Instructions that never trap, whatever they are given. */
const TOTAL =
  /^(block|loop|if|then|else|br|br_if|br_table|return|drop|select|nop|result|local\.\w+|global\.\w+|i(32|64)\.(const|eqz?|ne|[lg][te]_[su]|add|sub|mul|and|or|xor|shl|shr_[su]|rotl|rotr|clz|ctz|popcnt|wrap_i64|extend\w+)|f64\.(const|eq|ne|lt|le|gt|ge|abs|add|sub|mul|neg|floor|trunc|div|convert_\w+)|f64\.promote_f32|i(32|64)\.trunc_sat_f64_[su]|i64\.reinterpret_f64)$/;

/** Those that may, and why they do not here. */
const PARTIAL: Record<string, { why: string; holds: (node: Node) => boolean }> = {
  division: { why: "by a number that stands there and is not zero", holds: ([, , divisor]) => isConstant(divisor) },
  memory: {
    why: "at an address of a static, of the stack, or of a slice whose bounds Rust has checked; memory has one size",
    holds: () => true,
  },
  call: {
    why: "of a function by its name; no function calls itself, and what they take of the stack is added up below",
    holds: () => true,
  },
};

function kindOf(name: string) {
  if (/^i(32|64)\.(div|rem)_[su]$/.test(name)) return "division";
  if (/^(i32|i64|f64)\.(load|store)/.test(name) || /^memory\.(fill|copy)$/.test(name)) return "memory";
  return name === "call" ? "call" : undefined;
}

/** Returns whether the expression is a number that is not zero, possibly at the end of a block with other code. */
function isConstant(node: Node[number] | undefined): boolean {
  if (!Array.isArray(node)) return false;
  if (node[0] === "block") return isConstant(node.at(-1));
  return /^i(32|64)\.const$/.test(String(node[0])) && Number(node[1]) !== 0;
}

let parts: Node[];
let functions: Map<string, Node>;
let instructions: Node[];

beforeAll(() => {
  const module = binaryen.readBinary(shippedBinary());
  parts = parsed(module.emitText()).slice(1) as Node[];
  module.dispose();
  functions = new Map(parts.filter(([kind]) => kind === "func").map((node) => [String(node[1]), node]));
  instructions = [...functions.values()].flatMap((node) => reachedOf(bodyOf(node)).flatMap(nodesIn));
});

describe("the binary", () => {
  test("is the shipped one, and can be parsed as a whole", () => {
    expect(functions.size).toBeGreaterThan(5);
    expect(instructions.length).toBeGreaterThan(1_000);
  });

  test("has no reachable unreachable, no growing, no indirect call and no table", () => {
    const names = new Set(instructions.map(([name]) => name));
    for (const name of ["unreachable", "memory.grow", "call_indirect", "i32.trunc_f64_s"]) expect(names).not.toContain(name);
    expect(parts.map(([kind]) => kind)).not.toContain("table");
  });

  test("has only those instructions that may trap that are accounted for", () => {
    const counts: Record<string, number> = {};
    for (const node of instructions) {
      const name = String(node[0]);
      if (TOTAL.test(name)) continue;
      const kind = kindOf(name);
      expect(kind, `${name} is not accounted for`).toBeDefined();
      expect(PARTIAL[kind!]!.holds(node), `${name}: ${PARTIAL[kind!]!.why}`).toBe(true);
      counts[kind!] = (counts[kind!] ?? 0) + 1;
    }
    expect(Object.keys(counts).sort()).toEqual(Object.keys(PARTIAL).sort());
  });

  test("has a memory of one size", () => {
    const memory = parts.find(([kind]) => kind === "memory")!;
    expect(memory.slice(2).map(Number)[0]).toBe(4);
  });

  test("takes only numbers", () => {
    const imports = parts.filter(([kind]) => kind === "import");
    expect(imports.length).toBeGreaterThan(10);
    for (const [, , , signature] of imports) {
      const types = (signature as Node).slice(2).flatMap((part) => (part as Node).slice(1));
      for (const type of types) expect(["i32", "f64"]).toContain(type);
    }
  });

  test("takes less of its stack for the deepest call than it has", () => {
    // By the longest way from call to call: none comes back to where it was.
    const taken = (name: string, around: string[] = []): number => {
      expect(around, "a function calls itself").not.toContain(name);
      const node = functions.get(name);
      if (!node) return 0; // An import.
      const called = bodyOf(node)
        .flatMap(nodesIn)
        .filter(([kind]) => kind === "call");
      return frameOf(node) + Math.max(0, ...called.map(([, callee]) => taken(String(callee), [...around, name])));
    };
    const deepest = Math.max(...[...functions.keys()].map((name) => taken(name)));
    expect(deepest).toBeGreaterThan(0);
    // No call runs within another. The stack begins where memory does, so that it could run over nothing else.
    expect(deepest).toBeLessThan(stackSize());
  });
});

test("traps without WebAssembly only at the check of bounds before wiping", () => {
  const script = readFileSync(`${packageFolder}dist/js.js`, "utf8");
  expect(script.match(/wasm2js_trap\(\);/g)).toHaveLength(1);
  expect(script).toMatch(/\$\w+ \+ \$\w+ >>> 0 > __wasm_memory_size\(\) << 16 >>> 0 && wasm2js_trap\(\);/);
});

/** Returns the module from its published script. */
function shippedBinary(): Uint8Array {
  let binary: Uint8Array | undefined;
  const { Module } = WebAssembly;
  WebAssembly.Module = class extends Module {
    constructor(bytes: Uint8Array<ArrayBuffer>) {
      super(bytes);
      binary = bytes.slice();
    }
  } as typeof Module;
  try {
    const { implementation } = require(`${packageFolder}dist/wasm.js`) as { implementation(): string };
    implementation();
  } finally {
    WebAssembly.Module = Module;
  }
  return binary!;
}

/** Returns the instructions of a function, which follow its name, parameters, results and variables. */
const bodyOf = (node: Node) =>
  node
    .slice(2)
    .filter((part): part is Node => Array.isArray(part) && !["param", "result", "local", "type", "export"].includes(String(part[0])));

/**
 * Returns instructions without those after one that never falls through. The optimiser ends such code with an `unreachable` where the format asks for a
 * value.
 */
function reachedOf(nodes: Node[]): Node[] {
  const reached: Node[] = [];
  for (const node of nodes) {
    const children = node.filter((part): part is Node => Array.isArray(part));
    reached.push([...node.filter((part) => !Array.isArray(part)), ...reachedOf(children)]);
    if (neverFallsThrough(node)) break;
  }
  return reached;
}

/** Returns whether control never goes on after an instruction: it branches, or all that it contains does. */
function neverFallsThrough(node: Node): boolean {
  const [name, label] = node;
  const children = node.filter((part): part is Node => Array.isArray(part));
  if (name === "br" || name === "br_table" || name === "return") return true;
  if (name === "if") {
    const arms = children.filter(([arm]) => arm === "then" || arm === "else");
    return arms.length === 2 && arms.every((arm) => arm.slice(1).some((part) => neverFallsThrough(part as Node)));
  }
  const isLeft =
    name === "block" && children.flatMap(nodesIn).some(([jump, ...labels]) => String(jump).startsWith("br") && labels.includes(label!));
  return (name === "block" || name === "loop") && !isLeft && children.some(neverFallsThrough);
}

const nodesIn = (node: Node): Node[] => [node, ...node.filter((part): part is Node => Array.isArray(part)).flatMap(nodesIn)];

/** Returns the bytes of the stack that a function takes. It subtracts them from the stack's pointer. */
function frameOf(node: Node): number {
  const frames = nodesIn(node)
    .filter(([name, from]) => name === "i32.sub" && Array.isArray(from) && from[0] === "global.get" && from[1] === pointer()[1])
    .map(([, , size]) => Number((size as Node)[1]));
  const reads = nodesIn(node).filter(([name, global]) => name === "global.get" && global === pointer()[1]);
  expect(reads).toHaveLength(frames.length);
  return Math.max(0, ...frames);
}

/** Returns the stack's pointer, which is the one global that changes. */
function pointer(): Node {
  const changing = parts.filter(([kind, , type]) => kind === "global" && Array.isArray(type) && type[0] === "mut");
  expect(changing).toHaveLength(1);
  return changing[0]!;
}

const stackSize = () => Number((pointer()[3] as Node)[1]);

/** S-expressions as arrays. */
function parsed(text: string): Node {
  const stack: Node[] = [[]];
  for (const [token] of text.matchAll(/;;[^\n]*|"(?:[^"\\]|\\.)*"|[()]|[^\s()"]+/g)) {
    if (token.startsWith(";;")) continue;
    if (token === "(") stack.push([]);
    else if (token === ")") {
      const node = stack.pop()!;
      stack.at(-1)!.push(node);
    } else stack.at(-1)!.push(token);
  }
  return stack[0]![0] as Node;
}
