// Runs the client that is written by hand.

import { MinimalClient, SecretStoreError } from "../minimal-client";
import { USER, type Calls, type HttpClient } from "./calls";

export function client(httpClient: HttpClient): Calls {
  const secrets = new MinimalClient(httpClient, { type: "user", user: USER });
  return {
    create: (name, payload) => secrets.create({ name, payload }),
    find: (name) => secrets.find(name),
    list: () => secrets.list(),
    remove: (name) => secrets.delete(name),
    reasonOf: (error) => (error as SecretStoreError).code,
  };
}
