// Uses all exports of the hooks, with the rules of client.ts. JSX would need another configuration.

import { createElement } from "react";
import type { ReactElement } from "react";
import { SecretStoreClient, SecretStoreError } from "stripe-secret-store";
import type { HttpClient, Secret, SecretStoreErrorCode } from "stripe-secret-store";
import { SecretStoreClientProvider, SecretStoreProvider, useSecret, useSecretStore, useSecrets } from "stripe-secret-store/react";
import type {
  LoadOptions,
  SaveOptions,
  SecretActions,
  SecretError,
  SecretOptions,
  SecretState,
  SecretStoreClientProviderProps,
  SecretStoreProviderProps,
  SecretsState,
  StandardIssue,
  StandardResult,
  StandardSchema,
  UnreadablePayload,
  UseSecretOptions,
  UseSecretResult,
  UseSecretSchemaOptions,
  UseSecretsOptions,
  UseSecretsResult,
} from "stripe-secret-store/react";
import { createEmulator } from "stripe-secret-store/testing";

interface Token {
  access: string;
}

const httpClient: HttpClient = createEmulator().httpClient({ user: "usr_1" });
const typed: UseSecretOptions<Token> = {
  scope: { type: "account" },
  parse: (payload: string): Token => ({ access: payload }),
  serialize: ({ access }: Token): string => access,
};

const issue: StandardIssue = { path: ["access"] };
const check = (value: unknown): StandardResult<number> => (typeof value === "string" ? { value: value.length } : { issues: [issue] });
const schema: StandardSchema<string, number> = { "~standard": { version: 1, vendor: "own", validate: check } };
const checked: UseSecretSchemaOptions<string, number> = { parse: schema, initialData: 1 };
const same: StandardSchema<string> = { "~standard": { version: 1, vendor: "own", validate: (value) => ({ value: String(value) }) } };
const loaded: LoadOptions = { enabled: false, refetchOnFocus: true, refetchInterval: 60_000 };
const both: SecretOptions<number, string> = { serialize: (value) => value, initialData: 1, ...loaded };

export function View(): ReactElement {
  const client: SecretStoreClient = useSecretStore();
  const token: UseSecretResult<Token> = useSecret("token", typed);
  const state: SecretState<Token> = token;
  const { save, remove, reload }: SecretActions<Token> = token;
  const expiring: SaveOptions = { expires_at: new Date() };
  const text = useSecret("text", { parse: (payload: string) => payload, serialize: (payload: string) => payload });
  const count = useSecret<number>("count", { scope: "user" });
  const unknown = useSecret("unknown");
  const length: UseSecretResult<number, string> = useSecret(undefined, checked);
  const repeated: UseSecretResult<string> = useSecret<string>("text", { parse: same });
  const inferred = useSecret("length", { ...both, parse: schema });
  const problem: SecretError | undefined = length.error;
  const unreadable: UnreadablePayload | undefined = problem && problem.code === "unreadable_payload" ? problem : undefined;
  const options: UseSecretsOptions = { scope: "account", initialData: [], ...loaded };
  const list: UseSecretsResult = useSecrets(options);
  const listed: SecretsState = list;

  const act = async (): Promise<void> => {
    const saved: Secret = await save({ access: "one" }, expiring);
    const removed: void = await remove();
    const reloaded: void = await reload();
    await list.reload();
    await text.save("one");
    await count.save(saved.created);
    await unknown.save({ any: "thing" });
    await inferred.save("one");
    // @ts-expect-error it takes the schema's input
    await inferred.save(1);
    void [removed, reloaded, client];
    // @ts-expect-error a token is not a number
    await save(1);
    // @ts-expect-error the parser returns another type
    await text.save(1);
    // @ts-expect-error milliseconds have another name
    await save({ access: "one" }, { expiresAt: 1 });
  };

  const words: string[] = [];
  if (state.status === "ready") words.push(state.data.access);
  else if (state.status === "error") words.push(state.error.message);
  else words.push(state.status, String(state.error && state.error.name));
  if (SecretStoreError.is(state.error)) {
    const code: SecretStoreErrorCode = state.error.code;
    words.push(code);
  }
  if (text.status === "ready") words.push(text.data.trim());
  if (repeated.status === "ready") words.push(repeated.data);
  if (inferred.status === "ready") words.push(inferred.data.toFixed());
  if (unreadable && unreadable.paths) words.push(...unreadable.paths.map((path) => path.join(".")));
  if (count.status === "ready") words.push(count.data.toFixed());
  if (listed.status === "ready") words.push(...listed.data.map(({ name }) => name));
  const isSaving: boolean = token.isSaving;

  // @ts-expect-error it may not be there
  words.push(token.data.access);
  // @ts-expect-error without a type argument, the data is unknown
  words.push(unknown.data.length);
  // @ts-expect-error there is no such status
  if (token.status === "pending") words.push("");
  // @ts-expect-error only the status `error` guarantees an error
  words.push(list.error.message);
  // @ts-expect-error a list is not for writing
  if (list.status === "ready") list.data.push();
  // @ts-expect-error no scope of that kind
  useSecret("name", { scope: "team" });
  // @ts-expect-error initial data has the type of the data
  useSecret("length", { parse: schema, initialData: "one" });
  // @ts-expect-error a name is a string
  useSecret(1);
  return createElement("button", { disabled: isSaving, onClick: () => void act() }, words.join());
}

const provided: SecretStoreProviderProps = {
  httpClient,
  userContext: { id: "usr_1" },
  appContext: null,
  scope: "user",
  maxNetworkRetries: 0,
};
const handed: SecretStoreClientProviderProps = { client: new SecretStoreClient({ httpClient, userContext: { id: "usr_1" } }) };

/** Creates the elements without a renderer. */
export async function run(): Promise<string> {
  const view = createElement(View);
  const elements = [createElement(SecretStoreProvider, provided, view), createElement(SecretStoreClientProvider, handed, view)];
  return JSON.stringify(elements.map(({ type, props }) => [typeof type, props.children === view]));
}

/** Is only compiled, never run. */
export function wrong(): void {
  // @ts-expect-error a provider needs an HTTP client
  createElement(SecretStoreProvider, { userContext: {} });
  // @ts-expect-error a provider needs a user
  createElement(SecretStoreProvider, { httpClient });
  // @ts-expect-error an unknown option
  createElement(SecretStoreProvider, { httpClient, userContext: {}, colour: "red" });
  // @ts-expect-error options are not a client
  createElement(SecretStoreClientProvider, { client: provided });
}
