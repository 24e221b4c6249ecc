import type { ExtensionContextValue } from "@stripe/ui-extension-sdk/context";
import { Banner, Box, Button } from "@stripe/ui-extension-sdk/ui";
import type { SecretStoreClient } from "stripe-secret-store";
import { askBackend, askProvider, type Person } from "./backend";
import { Failure } from "./Failure";
import { useCall } from "./useCall";

interface Props {
  secrets: SecretStoreClient;
  userContext: ExtensionContextValue["userContext"];
  /** Their origins, from the manifest's constants. */
  backend: string;
  provider: string;
}

/** The name of the account's token, which the backend stores. */
const COMPANY_TOKEN = "company_token";

const whose = ({ name, email }: Person) => `${name} (${email})`;

/** Passes a secret to the backend, and gets another one from it. Both go through the Secret Store. */
export function WithBackend({ secrets, userContext, backend, provider }: Props) {
  const own = useCall<Person>();
  const connection = useCall<{ url: string }>();
  const company = useCall<Person | null>();

  const readCompanyToken = () =>
    company.run(async () => {
      const secret = await secrets.findSecret({ name: COMPANY_TOKEN, scope: "account" });
      return secret?.payload ? askProvider(`${provider}/me`, secret.payload) : null;
    });

  return (
    <Box css={{ stack: "y", gap: "small" }}>
      <Button pending={own.pending} onPress={() => own.run(() => askBackend(`${backend}/api/profile`, userContext))}>
        Let the backend use my api_token
      </Button>
      {own.value !== undefined && <Banner title="The backend has used your token" description={`It is that of ${whose(own.value)}.`} />}
      <Failure error={own.error} />

      <Button pending={connection.pending} onPress={() => connection.run(() => askBackend(`${backend}/api/connect`, userContext))}>
        Connect the company
      </Button>
      {connection.value !== undefined && (
        <Button type="primary" href={connection.value.url} target="_self">
          Go on at the provider
        </Button>
      )}
      <Failure error={connection.error} />

      <Button pending={company.pending} onPress={readCompanyToken}>
        Who is the company connected as?
      </Button>
      {company.value && <Banner title="The company is connected" description={`As ${whose(company.value)}.`} />}
      {company.value === null && <Banner type="caution" title="The company is not connected" />}
      <Failure error={company.error} />
    </Box>
  );
}
