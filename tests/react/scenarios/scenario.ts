import type { Stage } from "../page/stage";

/** A scenario by its name. It runs in a page: see ../page/main.ts. */
export type Scenarios = Record<string, (stage: Stage) => Promise<void>>;

/** Returns the code or the message of a promise's rejection. */
export const rejection = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => "not at all",
    (error: Error & { code?: string }) => error.code ?? error.message,
  );
