import { Banner, Box, Button, TextField } from "@stripe/ui-extension-sdk/ui";
import { useState } from "react";
import type { SecretStoreClient } from "stripe-secret-store";
import { Failure } from "./Failure";
import { useCall } from "./useCall";

/** Finds a secret by its name. A missing secret is an answer, not a failure. */
export function FindSecret({ secrets }: { secrets: SecretStoreClient }) {
  const [name, setName] = useState("api_token");
  const { pending, value, error, run } = useCall<{ name: string; payload: string | null }>();

  const find = () =>
    run(async () => {
      const secret = await secrets.findSecret({ name });
      return { name, payload: secret?.payload ?? null };
    });

  return (
    <Box css={{ stack: "y", gap: "small" }}>
      <TextField label="Name to find" value={name} onChange={({ target }) => setName(target.value)} />
      <Button pending={pending} onPress={find}>
        Find
      </Button>
      {value !== undefined && value.payload !== null && <Banner title={`“${value.name}” is`} description={value.payload} />}
      {value !== undefined && value.payload === null && <Banner type="caution" title={`There is no secret “${value.name}”`} />}
      <Failure error={error} />
    </Box>
  );
}
