// Lists the users with an account at the provider. There are no passwords: the consent page lets the user choose an account.

import { randomUUID } from "node:crypto";
import type { Owner } from "./grants";

export interface Person extends Omit<Owner, "grant"> {
  /** A personal access token, as developers make one in a provider's settings. It ends never, and is good for themselves. */
  readonly token: string;
}

export const PEOPLE: readonly Person[] = [
  { id: "dbid:ann", name: "Ann Archer", email: "ann@example.com", token: "pat_ann_made_up" },
  { id: "dbid:ben", name: "Ben Baker", email: "ben@example.com", token: "pat_ben_made_up" },
];

/** Takes who allowed it from the consent page's form, each time as a new grant. */
export const consentingPerson = {
  handle(request: { body?: { person?: unknown } }): Owner | undefined {
    const person = PEOPLE.find(({ id }) => id === request.body?.person);
    return person && ownerOf(person);
  },
};

/** Returns the user of a personal access token. */
export function ownerOfToken(token: string): Owner | undefined {
  const person = PEOPLE.find((one) => one.token === token);
  return person && ownerOf(person);
}

const ownerOf = ({ id, name, email }: Person): Owner => ({ id, name, email, grant: { id: randomUUID(), revoked: false } });
