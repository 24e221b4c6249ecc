// Notices whether WebAssembly is compiled in this frame. What compiles it does not notice: each function is called through to, with its own
// answers and errors.

import type { WebAssemblyUse } from "./protocol";

const CONSTRUCTORS = ["Module"] as const;
const FUNCTIONS = ["compile", "instantiate", "compileStreaming", "instantiateStreaming"] as const;

export function watchWebAssembly(tell: (use: WebAssemblyUse) => void): void {
  const wasm = globalThis.WebAssembly as unknown as Record<string, Function> | undefined;
  if (wasm === undefined) return;

  function told<T>(act: () => T): T {
    try {
      const answer = act();
      if (!(answer instanceof Promise)) tell("compiled");
      else
        answer.then(
          () => tell("compiled"),
          () => tell("refused"),
        );
      return answer;
    } catch (error) {
      tell("refused");
      throw error;
    }
  }

  for (const name of CONSTRUCTORS) {
    wasm[name] = new Proxy(wasm[name]!, {
      construct: (target, parameters, newTarget) => told(() => Reflect.construct(target, parameters, newTarget)),
    });
  }
  for (const name of FUNCTIONS) {
    if (wasm[name] === undefined) continue;
    wasm[name] = new Proxy(wasm[name], { apply: (target, self, parameters) => told(() => Reflect.apply(target, self, parameters)) });
  }
}
