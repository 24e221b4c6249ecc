// Gives a scenario React, the hooks, a client over an emulator, and functions that act and check.

import { flushSync } from "react-dom";
import { createElement, StrictMode, version, type ReactNode } from "react";
import { SecretStoreClient, type Scope, type UserContext } from "stripe-secret-store";
import {
  SecretStoreClientProvider,
  SecretStoreProvider,
  useSecretStore,
  type SecretStoreProviderProps,
  type UseSecretResult,
} from "stripe-secret-store/react";
import { createEmulator, type Emulator, type RequestEntry } from "stripe-secret-store/testing";
// createRoot depends on the version of React: see ../bundle.ts.
import { createRoot } from "react-root";
import { gated } from "./gate";
import { manualClock } from "./clock";
import { oauthServer, signInStage, type OAuthServer, type SignInView } from "./sign-in";
import { given, rendered, viewOf, type View } from "./views";

export type Stage = ReturnType<typeof createStage>;

const OF_THE_USER = { type: "user", user: "usr_1" } as const;

/** Describes a stage. `shared` has what outlives a page. */
interface StageOptions {
  strict: boolean;
  shared?: { emulator: Emulator; server: OAuthServer };
}

export function createStage({ strict, shared }: StageOptions) {
  const clock = manualClock();
  const emulator = shared?.emulator ?? createEmulator({ now: () => Date.now() - clock.storeIsBehind });
  const gate = gated(emulator.httpClient({ user: "usr_1" }));
  const signals: AbortSignal[] = [];
  const own = new SecretStoreClient({ httpClient: gate, userContext: { id: "usr_1" }, maxNetworkRetries: 0 });
  const client = recording(own, signals);
  // Another program of the same app creates secrets without the hooks. It may name any user.
  const backend = new SecretStoreClient({ httpClient: emulator.httpClient(), apiKey: "sk" });
  const container = document.body.appendChild(document.createElement("main"));
  const root = createRoot(container);

  const renderNode = (node: ReactNode) => root.render(strict ? createElement(StrictMode, null, node) : node);
  const renderNow = (node: ReactNode) => flushSync(() => renderNode(node));
  const signIn = signInStage(own, shared?.server ?? oauthServer());
  const textOf = (id: string) => document.getElementById(id)?.textContent;

  return {
    strict,
    version,
    clock,
    emulator,
    gate,
    client,
    /** The signals of the client's reads. */
    signals,

    /** Renders components below the client, or below another one. */
    render: (views: View[], other: SecretStoreClient = client) =>
      renderNode(createElement(SecretStoreClientProvider, { client: other }, views.map(viewOf))),
    /** Renders components below a client with these options. Each render creates an HTTP client. */
    provide(views: View[], options: Partial<SecretStoreProviderProps> & { userContext: UserContext }) {
      const httpClient = emulator.httpClient({ user: options.userContext.id ?? "usr_1" });
      renderNode(
        createElement(SecretStoreProvider, { httpClient: { ...httpClient }, maxNetworkRetries: 0, ...options }, views.map(viewOf)),
      );
    },
    /** Returns the client that `useSecretStore` returns below the provider of {@link client}. */
    usedClient() {
      let used: SecretStoreClient | undefined;
      const Probe = () => ((used = useSecretStore()), null);
      renderNow(createElement(SecretStoreClientProvider, { client }, createElement(Probe)));
      return used;
    },
    /** Returns the error that `useSecretStore` throws without a provider. */
    withoutProvider() {
      let message: string | undefined;
      const Probe = () => {
        try {
          useSecretStore();
        } catch (error) {
          message = (error as Error).message;
        }
        return null;
      };
      renderNow(createElement(Probe));
      return message;
    },
    unmount: () => root.unmount(),

    signIn,
    /** Returns a client of another user. */
    clientOf: (user: string) => new SecretStoreClient({ httpClient: emulator.httpClient({ user }), userContext: { id: user } }),
    /** Renders components that sign a user in, by their ids. */
    renderSignIns: (views: Record<string, SignInView>) => renderNode(Object.entries(views).map(([id, view]) => signIn.viewOf(id, view))),
    /** Returns a stage in another page of the same app: its modules are loaded again. */
    anotherPage() {
      const { contentWindow } = document.body.appendChild(document.createElement("iframe"));
      const page = contentWindow as unknown as typeof globalThis;
      page.eval(document.scripts[document.scripts.length - 1]!.text);
      return page.createStageOf({ strict, shared: { emulator, server: signIn.server } });
    },
    /** Hides the page or shows it, as the browser reports it when the user changes tabs. */
    setVisible(isVisible: boolean) {
      Object.defineProperty(document, "visibilityState", { value: isVisible ? "visible" : "hidden", configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    },
    /** Gives the window the focus. */
    focus: () => globalThis.dispatchEvent(new Event("focus")),
    /** Returns the client, but its lists have at most `limit` secrets in each page. */
    withPagesOf(limit: number): SecretStoreClient {
      const paged: SecretStoreClient = Object.create(client);
      paged.listSecrets = (params, options) => client.listSecrets({ ...params, limit }, options);
      return paged;
    },

    /** Waits until a component shows a line. */
    async shows(id: string, line: string) {
      await until(
        () => textOf(id) === line,
        () => `${id} shows ${textOf(id)} and not ${line}`,
      );
    },
    /** Returns all lines that a component has rendered, from first to last. */
    rendered: (id: string) => rendered[id] ?? [],
    /** Returns the latest result of a component's hook. */
    secret: (id: string) => given[id] as UseSecretResult<unknown>,

    /** Puts a secret into the store without the hooks. */
    put: (name: string, payload: string, more: { scope?: Scope; expires_at?: number } = {}) =>
      backend.createSecret({ name, payload, scope: OF_THE_USER, ...more }),
    /** Returns the payload of a secret in the store. */
    stored: async (name: string, scope: Scope = OF_THE_USER) => (await backend.findSecret({ name, scope }))?.payload,
    /** Returns the requests of the hooks, such as `find token`. */
    requests: () => emulator.requests.filter(({ caller }) => caller?.user !== undefined).map(summaryOf),
    /** Waits until so many requests of the hooks have reached the store. */
    async asked(count: number) {
      const requests = () => emulator.requests.filter(({ caller }) => caller?.user !== undefined);
      await until(
        () => requests().length >= count,
        () => `${requests().length} requests came and not ${count}`,
      );
      await quiet();
    },
    turn,
    quiet,
    until,
    equal,
  };
}

/** Returns the same client, but records its signals. */
function recording(client: SecretStoreClient, signals: AbortSignal[]): SecretStoreClient {
  const seen: SecretStoreClient = Object.create(client);
  seen.findSecret = (params, options) => (signals.push(options!.signal as AbortSignal), client.findSecret(params, options));
  seen.listSecrets = (params, options) => (signals.push(options!.signal as AbortSignal), client.listSecrets(params, options));
  return seen;
}

function summaryOf({ method, path, parameters }: RequestEntry) {
  const action = path.endsWith("/find") ? "find" : path.endsWith("/delete") ? "delete" : method === "POST" ? "create" : "list";
  return action === "list" ? `list of the ${parameters["scope[type]"]}` : `${action} ${parameters.name}`;
}

/** Lets all pending tasks run. Uses a message as React's scheduler does, since browsers slow down timers in a row. */
const turn = () =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(port1.close());
    port2.postMessage(undefined);
  });

/** Gives React, the client and the emulator enough turns of the event loop to finish. */
async function quiet() {
  for (let turns = 0; turns < 20; turns += 1) await turn();
}

/** Waits until a condition holds. After ten seconds it fails, and reports the actual state. */
async function until(isSo: () => boolean, instead: () => string) {
  const end = Date.now() + 10_000;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(instead());
    await turn();
  }
}

function equal(actual: unknown, expected: unknown, what = "") {
  const [is, shouldBe] = [actual, expected].map((value) => JSON.stringify(value));
  if (is !== shouldBe) throw new Error(`${what && `${what}: `}${is} should be ${shouldBe}`);
}
