// Runs in the page whose heap the tests search.

import { retention } from "./retention";

declare global {
  var retained: typeof retention;
}

globalThis.retained = retention;
