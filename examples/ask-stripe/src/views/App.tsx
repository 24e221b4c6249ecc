import type { ExtensionContextValue } from "@stripe/ui-extension-sdk/context";
import { createHttpClient, STRIPE_API_KEY } from "@stripe/ui-extension-sdk/http_client";
import { Banner, Box, Button, ContextView, Divider, TextField } from "@stripe/ui-extension-sdk/ui";
import { useEffect, useRef, useState } from "react";
import { askInside, leaveSecret, lookForSecret, type Inside } from "../../../../ask/extension/ask-inside";
import { extensionTransport } from "../../../../ask/extension/transport";
import type { Report } from "../../../../ask/report";
import { Answers } from "../Answers";

/** Puts the questions that a backend's key cannot put, and shows the report to copy. */
export default function App({ userContext, environment }: ExtensionContextValue) {
  const [otherUser, setOtherUser] = useState("");
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [left, setLeft] = useState<string>();
  const [report, setReport] = useState<Report>();
  const [failure, setFailure] = useState<string>();
  const interruption = useRef(new AbortController());
  useEffect(() => {
    interruption.current = new AbortController();
    // The run deletes what it made.
    return () => interruption.current.abort();
  }, []);

  if (environment.mode !== "test") {
    return (
      <ContextView title="Ask Stripe">
        <Banner
          type="critical"
          title="Live mode"
          description="This app asks in test mode only. Switch the Dashboard to test mode or to a sandbox."
        />
      </ContextView>
    );
  }

  async function act(work: (inside: Inside) => Promise<void>) {
    setBusy(true);
    setFailure(undefined);
    const transport = extensionTransport(createHttpClient(), STRIPE_API_KEY);
    const inside = { transport, account: userContext.account.id, user: userContext.id, signal: interruption.current.signal };
    await work(inside).catch((error: unknown) => setFailure(error instanceof Error ? error.message : "The questions could not be put."));
    setBusy(false);
  }

  const ask = () => act(async (inside) => setReport(await askInside(inside, otherUser.trim() || undefined)));
  const leave = () => act(async (inside) => setLeft(await leaveSecret(inside)));
  const look = () => act(async (inside) => setReport(await lookForSecret(inside, code.trim())));

  return (
    <ContextView title="Ask Stripe" description="Compares assumptions about the Secret Store with Stripe, in test mode.">
      <Box css={{ stack: "y", gap: "large" }}>
        {failure !== undefined && <Banner type="critical" title="The questions could not be put" description={failure} />}
        <Box css={{ stack: "y", gap: "small" }}>
          <TextField
            label="Id of another user of this account (optional)"
            value={otherUser}
            onChange={({ target }) => setOtherUser(target.value)}
          />
          <Button type="primary" pending={busy} onPress={ask}>
            Ask
          </Button>
        </Box>
        <Divider />
        <Box css={{ stack: "y", gap: "small" }}>
          <Box>To see whether secrets outlive an app, leave one behind. Then uninstall the app, install it again, and enter the code.</Box>
          <Button pending={busy} onPress={leave}>
            Leave a secret behind
          </Button>
          {left !== undefined && <Banner title={`The code is ${left}`} description="Write it down before you uninstall the app." />}
          <TextField label="Code of the secret" value={code} onChange={({ target }) => setCode(target.value)} />
          <Button pending={busy} onPress={look}>
            Look for it
          </Button>
        </Box>
        {report !== undefined && (
          <>
            <Divider />
            <Answers report={report} />
          </>
        )}
      </Box>
    </ContextView>
  );
}
