// Observes whether the frame compiles WebAssembly. The wrapped functions pass all results and errors through, so the caller notices nothing.

import type { WebAssemblyUse } from "./protocol";

const CONSTRUCTORS = ["Module"] as const;
const FUNCTIONS = ["compile", "instantiate", "compileStreaming", "instantiateStreaming"] as const;

export function watchWebAssembly(report: (use: WebAssemblyUse) => void): void {
  const wasm = globalThis.WebAssembly as unknown as Record<string, Function> | undefined;
  if (wasm === undefined) return;

  function observe<T>(act: () => T): T {
    try {
      const answer = act();
      if (!(answer instanceof Promise)) report("compiled");
      else
        answer.then(
          () => report("compiled"),
          () => report("refused"),
        );
      return answer;
    } catch (error) {
      report("refused");
      throw error;
    }
  }

  for (const name of CONSTRUCTORS) {
    wasm[name] = new Proxy(wasm[name]!, {
      construct: (target, parameters, newTarget) => observe(() => Reflect.construct(target, parameters, newTarget)),
    });
  }
  for (const name of FUNCTIONS) {
    if (wasm[name] === undefined) continue;
    wasm[name] = new Proxy(wasm[name], { apply: (target, self, parameters) => observe(() => Reflect.apply(target, self, parameters)) });
  }
}
