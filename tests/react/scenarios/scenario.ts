import type { Stage } from "../page/stage";

/** What is to be so, and how it is seen. Run in a page: see ../page/main.ts. */
export type Scenarios = Record<string, (stage: Stage) => Promise<void>>;

/** How a promise was rejected: its error's code, or its message. */
export const rejection = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => "not at all",
    (error: Error & { code?: string }) => error.code ?? error.message,
  );
