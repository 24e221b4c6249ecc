import { SecretStoreError } from "stripe-secret-store";
import { BackendError } from "./backend";

export interface Explained {
  readonly title: string;
  readonly description: string;
}

/** The titles of failures. A missing secret, a missing permission, a full scope and a lost connection are four different things. */
const TITLES: Readonly<Record<string, string>> = {
  not_found: "There is no such secret",
  permission_missing: "This app may not store secrets",
  app_uninstalled: "This app is not installed any more",
  scope_full: "There is no room for another secret",
  connection_failed: "The Secret Store could not be reached",
  timeout: "The Secret Store did not answer in time",
  card_number: "Card numbers may not be stored here",
  provider_refused: "The provider does not take this token",
  backend_unreachable: "The app's backend could not be reached",
};

/** Explains an error with advice. It shows the code too, because the app's support needs it. */
export function explain(error: unknown): Explained {
  if (SecretStoreError.is(error) || error instanceof BackendError) {
    return { title: TITLES[error.code] ?? "That did not work", description: `${error.message} (${error.code})` };
  }
  return { title: "That did not work", description: error instanceof Error ? error.message : String(error) };
}
