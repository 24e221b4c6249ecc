import type { ExtensionContextValue } from "@stripe/ui-extension-sdk/context";
import { Banner, Box, Button, ContextView, Inline, Spinner } from "@stripe/ui-extension-sdk/ui";
import { useMemo } from "react";
import { openDropbox } from "../dropbox";
import { explain } from "../explain";
import { useSession } from "../useSession";

export default function App({ userContext, environment, oauthContext }: ExtensionContextValue) {
  const { PROVIDER } = environment.constants as { PROVIDER: string };
  const { id } = userContext;
  const dropbox = useMemo(() => openDropbox(PROVIDER, userContext, environment.mode), [PROVIDER, id, environment.mode]);
  const { session, check, signOut } = useSession(dropbox, oauthContext);

  return (
    <ContextView title="Dropbox" description="Signed in for you alone: other users of your account cannot see your Dropbox.">
      {session.status === "loading" && <Spinner />}
      {session.status === "signed_out" && (
        <Box css={{ stack: "y", gap: "medium" }}>
          {session.why !== undefined && <Banner {...session.why} />}
          <Button type="primary" href={session.href} target="_self">
            Sign in to Dropbox
          </Button>
        </Box>
      )}
      {session.status === "signed_in" && (
        <Box css={{ stack: "y", gap: "medium" }}>
          <Box>
            Signed in as <Inline css={{ fontWeight: "bold" }}>{session.person.name}</Inline> ({session.person.email})
          </Box>
          <Box css={{ stack: "x", gap: "small" }}>
            <Button onPress={check}>Who am I?</Button>
            <Button type="destructive" onPress={signOut}>
              Sign out
            </Button>
          </Box>
        </Box>
      )}
      {session.status === "failed" && <Banner {...explain(session.error)} actions={<Button onPress={check}>Try again</Button>} />}
    </ContextView>
  );
}
