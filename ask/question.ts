// Types the questions about Stripe: a few requests, and a pure function from their answers to an observation.

import type { Names } from "./names";
import type { Reply } from "./reply";

/** The names and values of a form, in their order. */
export type Form = readonly (readonly [name: string, value: string])[];

/** One request of a question. */
export interface Step {
  readonly method: "GET" | "HEAD" | "POST";
  /** The path below `/v1/apps/secrets`. */
  readonly route: string;
  readonly query?: Form;
  readonly body?: Form;
  /** Headers besides those that each request has. A header of the same name replaces the usual one. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The key to send instead of the run's own. */
  readonly key?: "none" | "publishable";
  /** The account in `Stripe-Account` instead of the run's own. `null` leaves the header out. */
  readonly account?: string | null;
  /** The milliseconds to wait before the request. */
  readonly wait?: number;
  /** The time of the server, in milliseconds since 1970, to wait for before the request. */
  readonly at?: number;
  /** `true` if the question makes no sense unless this request succeeds. */
  readonly prepares?: boolean;
  /** Statuses that answer this question, although they mean trouble elsewhere, such as 401. */
  readonly expects?: readonly number[];
  /** `true` if an answer without a body answers this question. */
  readonly mayBeEmpty?: boolean;
}

/** The facts that a run knows before it asks. */
export interface Facts {
  /** The names of the secrets that this question may make. */
  readonly names: Names;
  /** The time of the server, in milliseconds since 1970. */
  readonly now: number;
  /** The number of secrets that the account's scope has already. */
  readonly taken: number;
  /** The account of the run, if the person named it. */
  readonly account?: string | undefined;
  /** A second account that installed the app. */
  readonly otherAccount?: string | undefined;
  /** A user other than the one of the extension. */
  readonly otherUser: string;
  /** The name of the secret that the extension made before it was uninstalled. */
  readonly leftBehind?: string | undefined;
}

/** A condition of a question. A run skips the questions whose conditions it does not meet. */
export type Need =
  | "backend"
  | "account"
  | "one account"
  | "other account"
  | "publishable key"
  | "extension"
  | "permission"
  | "no permission"
  | "reinstallation";

/** The part of an answer that the assumption is about. Observations are compared field by field. */
export type Observation = Readonly<Record<string, string | number | boolean | null>>;

/** A question: whether one assumption of the emulator is right. */
export interface Question {
  /** The name of the assumption in `emulator/src/assumptions.rs`. */
  readonly assumption: string;
  readonly needs: readonly Need[];
  /** Returns the requests. It depends on nothing but the facts. */
  readonly steps: (facts: Facts) => readonly Step[];
  /** Returns the observation, or `undefined` if the answers do not show it. The replies are those of the steps, in their order. */
  readonly observe: (replies: readonly Reply[], facts: Facts) => Observation | undefined;
}
