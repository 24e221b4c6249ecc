import { Box, Inline, Link, SignInView } from "@stripe/ui-extension-sdk/ui";
import { useState } from "react";

export default function SignIn() {
  const [isAsked, setAsked] = useState(false);
  return (
    <SignInView
      description={isAsked ? "It was asked for." : "Sign in to go on."}
      primaryAction={{ label: "Sign in", href: "https://provider.example/" }}
      secondaryAction={{ label: "Later", onPress: () => setAsked(true) }}
      descriptionActionTitle="Why?"
      descriptionActionLabel="Why is that"
      descriptionActionContents={<Box>For a reason</Box>}
      footerContent={
        <Inline>
          No account? <Link href="https://provider.example/new">Make one</Link>
        </Inline>
      }
      brandColor="#5148c8"
    />
  );
}
