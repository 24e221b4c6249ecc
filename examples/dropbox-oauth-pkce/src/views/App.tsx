import type { ExtensionContextValue } from "@stripe/ui-extension-sdk/context";
import { createOAuthState } from "@stripe/ui-extension-sdk/oauth";
import { Banner, Box, Button, ContextView, Spinner } from "@stripe/ui-extension-sdk/ui";
import { useMemo, useState } from "react";
import { useOAuth } from "stripe-secret-store/react";
import { openDropbox } from "../dropbox";
import { explain } from "../explain";
import { Account } from "./Account";

export default function App({ userContext, environment, oauthContext }: ExtensionContextValue) {
  const { PROVIDER } = environment.constants as { PROVIDER: string };
  const { id } = userContext;
  const dropbox = useMemo(() => openDropbox(PROVIDER, userContext, environment.mode), [PROVIDER, id, environment.mode]);
  const session = useOAuth(dropbox.provider, dropbox.tokens, { oauthContext, createOAuthState });
  const [problem, setProblem] = useState<unknown>();
  const error = session.error ?? problem;

  async function signOut() {
    const tokens = await dropbox.tokens.get().catch(() => null);
    await session.signOut();
    if (tokens !== null) await dropbox.revoke(tokens).then(() => setProblem(undefined), setProblem);
  }

  return (
    <ContextView title="Dropbox" description="Signed in for you alone: other users of your account cannot see your Dropbox.">
      <Box css={{ stack: "y", gap: "medium" }}>
        {error !== undefined && <Banner {...explain(error)} />}
        {session.status === "signing_in" && <Spinner />}
        {session.status === "signed_in" && <Account whoAmI={() => dropbox.whoAmI(session.withToken)} signOut={signOut} />}
        {session.href !== undefined && (
          <Button type="primary" href={session.href} target="_self">
            Sign in to Dropbox
          </Button>
        )}
        {session.status === "failed" && session.href === undefined && <Button onPress={session.retry}>Try again</Button>}
      </Box>
    </ContextView>
  );
}
