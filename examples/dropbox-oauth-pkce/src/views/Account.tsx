import { Banner, Box, Button, Inline, Spinner } from "@stripe/ui-extension-sdk/ui";
import { useEffect, useState } from "react";
import { OAuthError } from "stripe-secret-store/oauth";
import type { Person } from "../dropbox";
import { explain } from "../explain";

interface AccountProps {
  readonly whoAmI: () => Promise<Person>;
  readonly signOut: () => Promise<void>;
}

/** Shows the signed-in user. When a call finds that the sign-in has ended, the view above replaces this one. */
export function Account({ whoAmI, signOut }: AccountProps) {
  const [person, setPerson] = useState<Person>();
  const [error, setError] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  const askAgain = () => setAttempt(attempt + 1);

  useEffect(() => {
    let isShown = true;
    whoAmI().then(
      (person) => {
        if (!isShown) return;
        setPerson(person);
        setError(undefined);
      },
      (error) => isShown && !(OAuthError.is(error) && error.code === "signed_out") && setError(error),
    );
    return () => {
      isShown = false;
    };
  }, [attempt]);

  if (error !== undefined) return <Banner {...explain(error)} actions={<Button onPress={askAgain}>Try again</Button>} />;
  if (person === undefined) return <Spinner />;
  return (
    <Box css={{ stack: "y", gap: "medium" }}>
      <Box>
        Signed in as <Inline css={{ fontWeight: "bold" }}>{person.name}</Inline> ({person.email})
      </Box>
      <Box css={{ stack: "x", gap: "small" }}>
        <Button onPress={askAgain}>Who am I?</Button>
        <Button type="destructive" onPress={signOut}>
          Sign out
        </Button>
      </Box>
    </Box>
  );
}
