import { SecretStoreError, type SecretStoreErrorCode } from "stripe-secret-store";
import { BackendError } from "./backend";

export interface Explained {
  readonly title: string;
  readonly description: string;
}

/**
 * Says what went wrong, and what the user can do. A missing secret, a missing permission, a full scope and a lost connection are four different things. The
 * messages of the client are for developers.
 */
function advice(code: SecretStoreErrorCode): Explained {
  switch (code) {
    case "not_found":
      return { title: "There is no such secret", description: "It may have expired, or be in the other mode (test or live)." };
    case "permission_missing":
      return { title: "This app may not store secrets", description: "Ask an administrator of the account to install it again." };
    case "app_uninstalled":
      return { title: "This app is not installed any more", description: "Ask an administrator of the account to install it." };
    case "scope_full":
      return { title: "There is no room for another secret", description: "Delete one of the ten first." };
    case "connection_failed":
      return { title: "The Secret Store could not be reached", description: "Check your connection, and try again." };
    case "timeout":
      return { title: "The Secret Store did not answer in time", description: "Look whether the change was made before you try again." };
    case "card_number":
      return { title: "Card numbers may not be stored here", description: "Stripe forbids it. Enter a token." };
    case "invalid_name":
    case "invalid_payload":
      return { title: "This cannot be stored", description: "A name and a secret have 1 to 5,000 characters." };
    default:
      return { title: "That did not work", description: "Try again later, or name this code to the app's support." };
  }
}

/** The titles of the backend's failures. Its messages are for users. */
const TITLES: Readonly<Record<string, string>> = {
  not_found: "There is no such secret",
  provider_refused: "The provider does not take this token",
  backend_unreachable: "The app's backend could not be reached",
};

/** Explains an error with advice. It shows the code too, because the app's support needs it. */
export function explain(error: unknown): Explained {
  if (SecretStoreError.is(error)) {
    const { title, description } = advice(error.code);
    return { title, description: `${description} (${error.code})` };
  }
  if (error instanceof BackendError) {
    return { title: TITLES[error.code] ?? "That did not work", description: `${error.message} (${error.code})` };
  }
  return { title: "That did not work", description: "Try again later." };
}
