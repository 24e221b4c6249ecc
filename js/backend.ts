// What the client's entries share. Which build of the module an entry has is all that they differ in.

import { __wbg_set_wasm } from "../pkg/client/client_bg.js";

export type Backend = "wasm" | "js";

/**
 * Has the glue load the module when it first asks for one of its functions, which is when the first client is made: importing the package runs
 * nothing but this. Answers the function that says which build was loaded. What fails is tried again the next time.
 */
export function lazily(load: () => [Backend, object]): () => Backend {
  let loaded: [Backend, object] | undefined;
  const ready = () => {
    if (!loaded) {
      loaded = load();
      __wbg_set_wasm(loaded[1]);
    }
    return loaded;
  };
  __wbg_set_wasm(new Proxy({}, { get: (_, name) => ready()[1][name as never] }));
  return () => ready()[0];
}
