import { SecretStoreError } from "stripe-secret-store";
import { OAuthError } from "stripe-secret-store/oauth";

/** What went wrong, and what the user can do about it. The code is shown too: it is what support asks for. */
export function explain(error: unknown): { title: string; description: string } {
  if (OAuthError.is(error)) {
    // Why the Secret Store did not take the tokens says more than that it did not.
    if (error.code === "not_stored" && SecretStoreError.is(error.cause)) return explain(error.cause);
    const title = error.code === "exchange_failed" ? "Dropbox did not sign you in" : "Dropbox gave no access";
    return { title, description: `${error.message} (${error.code})` };
  }
  if (SecretStoreError.is(error)) {
    const title = error.code === "permission_missing" ? "This app may not store secrets" : "The Secret Store did not answer as it should";
    return { title, description: `${error.message} (${error.code})` };
  }
  return { title: "Something went wrong", description: error instanceof Error ? error.message : String(error) };
}
