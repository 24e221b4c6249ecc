import { useCallback, useEffect, useRef, useState } from "react";
import type { OAuthContext } from "stripe-secret-store/oauth";
import type { Dropbox, Person } from "./dropbox";
import { reasonToSignIn, type Explained } from "./explain";

/** The user's session at Dropbox. Denied access and a sign-out at Dropbox do not count as failures. */
export type Session =
  | { readonly status: "loading" }
  | { readonly status: "signed_out"; readonly href: string; readonly why: Explained | undefined }
  | { readonly status: "signed_in"; readonly person: Person }
  | { readonly status: "failed"; readonly error: unknown };

export function useSession(dropbox: Dropbox, oauthContext: OAuthContext | undefined) {
  const [session, setSession] = useState<Session>({ status: "loading" });
  const latest = useRef(0);
  const { code, error, verifier } = oauthContext ?? {};

  /** Does something, and says where the user stands then. */
  const after = useCallback(
    async (act: () => Promise<void>): Promise<Session> => {
      let why: Explained | undefined;
      try {
        await act();
        const person = await dropbox.whoAmI();
        if (person !== null) return { status: "signed_in", person };
      } catch (error) {
        why = reasonToSignIn(error);
        if (why === undefined) return { status: "failed", error };
      }
      return dropbox.signInAddress().then(
        (href): Session => ({ status: "signed_out", href, why }),
        (error: unknown): Session => ({ status: "failed", error }),
      );
    },
    [dropbox],
  );

  /** Also what is to be done once more where it failed: an answer whose tokens could not be stored is still there. */
  const open = useCallback(() => after(() => dropbox.finishSignIn({ code, error, verifier })), [after, dropbox, code, error, verifier]);

  /** Shows what comes of it, unless something else was begun since then, or the view is gone. */
  const show = useCallback(async (work: Promise<Session>): Promise<void> => {
    latest.current += 1;
    const mine = latest.current;
    const session = await work;
    if (mine === latest.current) setSession(session);
  }, []);

  useEffect(() => {
    setSession({ status: "loading" });
    void show(open());
    return () => {
      latest.current += 1;
    };
  }, [open, show]);

  return { session, check: () => show(open()), signOut: () => show(after(dropbox.signOut)) };
}
