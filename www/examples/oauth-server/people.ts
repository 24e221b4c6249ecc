// Who has an account at the provider. Nobody types a password here: the consent page asks who one is.

import { randomUUID } from "node:crypto";
import type { Owner } from "./grants";

export type Person = Omit<Owner, "grant">;

export const PEOPLE: readonly Person[] = [
  { id: "dbid:ann", name: "Ann Archer", email: "ann@example.com" },
  { id: "dbid:ben", name: "Ben Baker", email: "ben@example.com" },
];

/** Takes who allowed it from the consent page's form, each time as a new grant. */
export const consentingPerson = {
  handle(request: { body?: { person?: unknown } }): Owner | undefined {
    const person = PEOPLE.find(({ id }) => id === request.body?.person);
    return person && { ...person, grant: { id: randomUUID(), revoked: false } };
  },
};
