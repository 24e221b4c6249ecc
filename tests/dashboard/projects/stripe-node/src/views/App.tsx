import type { ExtensionContextValue } from "@stripe/ui-extension-sdk/context";
import { createHttpClient, STRIPE_API_KEY } from "@stripe/ui-extension-sdk/http_client";
import { Box, Button, ContextView } from "@stripe/ui-extension-sdk/ui";
import { useState } from "react";
import Stripe from "stripe";

/** The Secret Store by stripe-node, as Stripe's guide has it; and a route of Stripe's that has nothing to do with it. */
export default function App({ userContext }: ExtensionContextValue) {
  const [said, setSaid] = useState("nothing yet");
  const stripe = new Stripe(STRIPE_API_KEY, { httpClient: createHttpClient() as Stripe.HttpClient });
  const scope = { type: "user", user: userContext.id } as const;
  const show = (work: Promise<string>) => void work.then(setSaid, (error) => setSaid(`${error.type} ${error.code} ${error.message}`));

  async function storeAndFind() {
    await stripe.apps.secrets.create({ scope, name: "token", payload: "made-up token" });
    const { payload } = await stripe.apps.secrets.find({ scope, name: "token", expand: ["payload"] });
    return `found ${payload}`;
  }

  return (
    <ContextView title="By stripe-node">
      <Button onPress={() => show(storeAndFind())}>Store and find</Button>
      <Button onPress={() => show(stripe.customers.list().then(({ data }) => `${data.length} customers`))}>List customers</Button>
      <Box>{said}</Box>
    </ContextView>
  );
}
