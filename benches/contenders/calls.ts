// Declares the calls that each contender implements, so that one program can measure all of them.

/** The user of all calls' scope. */
export const USER = "usr_1";

export type { HttpClient } from "stripe-secret-store";

/** The four calls, all in the user's scope. */
export interface Calls {
  create(name: string, payload: string): Promise<unknown>;
  find(name: string): Promise<unknown>;
  list(): Promise<unknown>;
  remove(name: string): Promise<unknown>;
  /** Returns the reason that an error gives. */
  reasonOf(error: unknown): string | undefined;
}
