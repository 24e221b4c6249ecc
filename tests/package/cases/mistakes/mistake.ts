// Describes an ordinary mistake. Review the messages of all files here together when one changes: each must say what is wrong and what to do, in one or two
// sentences.

import { clientOver, scripted } from "../../support/client";

export interface Mistake {
  /** The call, as the user of the package writes it. */
  what: string;
  act: () => unknown;
  /** The emulator throws plain errors, which have neither. */
  code?: string;
  param?: string;
  message: string;
}

/** An HTTP client that no row calls with success. */
export const never = scripted({ status: 500 });

/** The client of an extension over it. */
export const secrets = clientOver(never);
