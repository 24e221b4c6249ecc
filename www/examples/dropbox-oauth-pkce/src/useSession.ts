import { useCallback, useEffect, useState } from "react";
import { OAuthError, type OAuthContext } from "stripe-secret-store/oauth";
import type { Dropbox, Person } from "./dropbox";

/** Where the user stands with Dropbox. That somebody denied it, or was signed out there, is no failure. */
export type Session =
  | { readonly status: "loading" }
  | { readonly status: "signed_out"; readonly href: string; readonly why: string | undefined }
  | { readonly status: "signed_in"; readonly person: Person }
  | { readonly status: "failed"; readonly error: unknown };

export function useSession(dropbox: Dropbox, oauthContext: OAuthContext | undefined) {
  const [session, setSession] = useState<Session>({ status: "loading" });
  const { code, error, verifier } = oauthContext ?? {};

  /** Does something, and says where the user stands then. */
  const after = useCallback(
    async (act: () => Promise<void>): Promise<Session> => {
      try {
        const why = await act().then(() => undefined, reasonToSignIn);
        const person = why === undefined ? await dropbox.whoAmI() : null;
        return person === null ? await signedOut(dropbox, why) : { status: "signed_in", person };
      } catch (error) {
        return OAuthError.is(error) && error.code === "signed_out" ? signedOut(dropbox, error.message) : { status: "failed", error };
      }
    },
    [dropbox],
  );

  /** Also what is to be done once more where it failed: an answer whose tokens could not be stored is still there. */
  const open = useCallback(() => after(() => dropbox.finishSignIn({ code, error, verifier })), [after, dropbox, code, error, verifier]);

  useEffect(() => {
    let current = true;
    setSession({ status: "loading" });
    void open().then((session) => {
      if (current) setSession(session);
    });
    return () => {
      current = false;
    };
  }, [open]);

  return {
    session,
    check: () => open().then(setSession),
    signOut: () => after(dropbox.signOut).then(setSession),
  };
}

const signedOut = async (dropbox: Dropbox, why: string | undefined): Promise<Session> => ({
  status: "signed_out",
  href: await dropbox.signInAddress(),
  why,
});

/** What a denied sign-in says; whatever else went wrong is thrown on. */
function reasonToSignIn(error: unknown): string {
  if (OAuthError.is(error) && error.code === "denied") return error.message;
  throw error;
}
