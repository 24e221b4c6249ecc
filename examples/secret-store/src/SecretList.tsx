import { Box, Button, List, ListItem } from "@stripe/ui-extension-sdk/ui";
import type { Secret, SecretList as Listed, SecretStoreClient } from "stripe-secret-store";
import { Failure } from "./Failure";
import { useCall, type Call } from "./useCall";

interface Props {
  secrets: SecretStoreClient;
  listed: Call<Listed>;
  reload: () => void;
}

/** Shows the secrets of the scope without their payloads, and deletes them. */
export function SecretList({ secrets, listed: { pending, value, error }, reload }: Props) {
  const deletion = useCall<void>();

  const remove = ({ name }: Secret) =>
    deletion.run(async () => {
      await secrets.deleteSecret({ name });
      reload();
    });

  return (
    <Box css={{ stack: "y", gap: "small" }}>
      {value !== undefined && <Box>{`${value.data.length} of 10 secrets`}</Box>}
      <List>
        {(value?.data ?? []).map((secret) => (
          <ListItem
            key={secret.name}
            title={secret.name}
            secondaryTitle={secret.expires_at ? `Expires ${new Date(secret.expires_at * 1000).toLocaleString()}` : "Never expires"}
            value={
              <Button size="small" type="destructive" onPress={() => remove(secret)}>
                {`Delete ${secret.name}`}
              </Button>
            }
          />
        ))}
      </List>
      <Button pending={pending} onPress={reload}>
        List again
      </Button>
      <Failure error={error} />
      <Failure error={deletion.error} />
    </Box>
  );
}
