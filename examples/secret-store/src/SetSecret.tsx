import { Banner, Box, Button, Select, TextField } from "@stripe/ui-extension-sdk/ui";
import { useState } from "react";
import type { Secret, SecretStoreClient } from "stripe-secret-store";
import { Failure } from "./Failure";
import { useCall } from "./useCall";

/** In seconds. */
const LIVES = { never: undefined, "1 hour": 3_600, "1 day": 86_400 } as const;

/** Shows a form that stores a secret, and replaces one of the same name. */
export function SetSecret({ secrets, onStored }: { secrets: SecretStoreClient; onStored: () => void }) {
  const [name, setName] = useState("api_token");
  const [payload, setPayload] = useState("");
  const [life, setLife] = useState<keyof typeof LIVES>("never");
  const { pending, value, error, run } = useCall<Secret>();

  const store = () =>
    run(async () => {
      const seconds = LIVES[life];
      const expires_at = seconds === undefined ? undefined : new Date(Date.now() + seconds * 1000);
      const secret = await secrets.createSecret({ name, payload, expires_at });
      // It stays in the Secret Store and nowhere else.
      setPayload("");
      onStored();
      return secret;
    });

  return (
    <Box css={{ stack: "y", gap: "small" }}>
      <TextField label="Name" value={name} onChange={({ target }) => setName(target.value)} />
      <TextField label="Token" type="password" value={payload} onChange={({ target }) => setPayload(target.value)} />
      <Select label="Expires" value={life} onChange={({ target }) => setLife(target.value as keyof typeof LIVES)}>
        {Object.keys(LIVES).map((each) => (
          <option key={each} value={each}>
            {each === "never" ? "Never" : `In ${each}`}
          </option>
        ))}
      </Select>
      <Button type="primary" pending={pending} onPress={store}>
        Store
      </Button>
      {value !== undefined && <Banner title={`Stored “${value.name}”`} />}
      <Failure error={error} />
    </Box>
  );
}
