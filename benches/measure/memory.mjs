// Measures a contender's memory after many calls of all kinds.

import { CASES } from "./cases.mjs";
import { check } from "./check.mjs";
import { load } from "./load.mjs";
import { timed } from "./timed.mjs";

/** Returns the bytes of JavaScript's heap that are in use. */
export function heapUsed() {
  globalThis.gc?.();
  globalThis.gc?.();
  return globalThis.process ? process.memoryUsage().heapUsed : performance.memory.usedJSHeapSize;
}

/** Returns one contender's heap and WebAssembly memory, after the first thousand calls and after all calls. */
export async function memory({ scripts: [script], total }) {
  const memories = watched();
  const contender = load(script);
  await run(contender, Math.min(1_000, total));
  const [heapBefore, wasmBefore] = [heapUsed(), memories()];
  await run(contender, total);
  return { heapBefore, heapAfter: heapUsed(), wasmBefore, wasmAfter: memories() };
}

async function run(contender, total) {
  const cases = Object.entries(CASES);
  // Makes a few calls of each kind in turn, so that all kinds are spread over the whole run.
  const turn = Math.ceil(total / cases.length / 10);
  for (let done = 0; done < total;) {
    for (const [name, test] of cases) {
      await check(contender, name, test);
      contender.host.answer(test.status, test.json);
      await timed(() => test.act(contender.calls), turn, Boolean(test.reasons));
      done += turn + 1;
    }
  }
}

/** Returns a function that returns the bytes of all WebAssembly memories created since. */
function watched() {
  const { Instance } = WebAssembly;
  const memories = [];
  WebAssembly.Instance = class extends Instance {
    constructor(...args) {
      super(...args);
      memories.push(...Object.values(super.exports).filter((one) => one instanceof WebAssembly.Memory));
    }
  };
  return () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
}
