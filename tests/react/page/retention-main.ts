// What a page runs whose heap is looked at.

import { retention } from "./retention";

declare global {
  var retained: typeof retention;
}

globalThis.retained = retention;
