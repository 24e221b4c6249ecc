import { SecretStoreError } from "stripe-secret-store";
import { OAuthError } from "stripe-secret-store/oauth";

/** A failure of a request to Dropbox. Its message is for users. */
export class DropboxError extends Error {}

/** As the SDK's Banner takes it. */
export interface Explained {
  readonly type: "caution" | "critical";
  readonly title: string;
  readonly description: string;
}

/** Explains an error, with advice for the user. */
export function explain(error: unknown): Explained {
  if (OAuthError.is(error)) {
    switch (error.code) {
      case "denied":
        return { type: "caution", title: "You did not allow it", description: "To use Dropbox here, sign in and allow it." };
      case "signed_out":
        return { type: "caution", title: "You are signed out", description: "Dropbox has ended the sign-in. Sign in again to go on." };
      case "not_stored":
        // The Secret Store's reason says more than the fact that the tokens were not stored.
        return explain(error.cause);
      default: {
        const isRefused = error.code === "exchange_failed" && (error.error ?? error.status) !== undefined;
        return isRefused
          ? { type: "critical", title: "Dropbox did not sign you in", description: `Sign in again. ${reference(error)}` }
          : { type: "critical", title: "Dropbox gave no access", description: `Try again later. ${reference(error)}` };
      }
    }
  }
  if (SecretStoreError.is(error)) {
    const { title, description } = advice(error);
    return { type: "critical", title, description: `${description} (${error.code})` };
  }
  return {
    type: "critical",
    title: "Something went wrong",
    description: error instanceof DropboxError ? error.message : "Try again later.",
  };
}

/** Says what the user can do. The messages of the client are for developers. */
function advice({ code, retryable }: SecretStoreError): Pick<Explained, "title" | "description"> {
  switch (code) {
    case "permission_missing":
    case "app_uninstalled":
      return { title: "This app may not store secrets", description: "Ask an administrator of the account to install it again." };
    case "scope_full":
      return { title: "There is no room for the sign-in", description: "Delete another secret of this app first." };
    case "connection_failed":
      return { title: "The Secret Store could not be reached", description: "Check your connection, and try again." };
    default: {
      const description = retryable ? "Try again in a moment." : "Name this code to the app's support.";
      return { title: "The Secret Store did not answer as it should", description };
    }
  }
}

/** Returns our code and the provider's, which the app's support needs. */
const reference = ({ code, error, status }: OAuthError): string => `(${[code, error ?? status ?? "no answer"].join(", ")})`;
