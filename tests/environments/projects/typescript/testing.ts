// Uses all exports of the emulator, with the rules of client.ts.

import { SecretStoreClient } from "stripe-secret-store";
import { connectEmulator, createEmulator } from "stripe-secret-store/testing";
import type {
  Account,
  App,
  Assumption,
  AssumptionName,
  Clock,
  ConnectOptions,
  Emulator,
  EmulatorConnection,
  EmulatorHttpClient,
  EmulatorKey,
  EmulatorOptions,
  EmulatorResponse,
  Fault,
  FaultKind,
  Health,
  Installation,
  Permission,
  RequestEntry,
  Unsubscribe,
  User,
  Identity,
  World,
  WorldAccount,
  WorldApp,
  WorldKey,
  WorldSecret,
  WorldState,
} from "stripe-secret-store/testing";

const apps: WorldApp[] = [{ id: "app_1", owner: "acct_us", distribution: "uploaded" }];
const accounts: WorldAccount[] = [{ id: "acct_1", users: [{ id: "usr_1" }], installed: ["app_1"] }];
const keys: WorldKey[] = [{ key: "sk_test_mine", app: "app_1" }];
const kept: WorldSecret[] = [{ app: "app_1", account: "acct_1", name: "n", payload: "p", expires_in: 60 }];
const world: World = { apps, accounts, keys, secrets: kept };
const begun: EmulatorOptions = { world, seeded: true, assumptions: { century: false }, now: () => Date.now() };
const place: Installation = { app: "app_1", account: "acct_1" };
const permission: Permission = { app: "app_1", account: "acct_1", permission: "secret_write" };
const assumption: AssumptionName = "any_name";
const kind: FaultKind = "no_answer";
const faults: Fault[] = [
  { kind: "status", status: 503, shouldRetry: true },
  { kind, count: 2 },
  { kind: "latency", delay: 1, method: "POST" },
];
const identity: Identity = { app: "app_1", account: "acct_1", user: "usr_1", livemode: false };

/** Stores one secret in an emulator, and returns its requests and its description of itself. */
export async function run(): Promise<string> {
  const emulator: Emulator = createEmulator(begun);
  const client: EmulatorHttpClient = emulator.httpClient(identity);
  const secrets = new SecretStoreClient({ httpClient: client, userContext: { id: "usr_1" }, maxNetworkRetries: 0 });
  await secrets.createSecret({ name: "name ü", payload: "payload 😀" });
  const found = await secrets.findSecret({ name: "name ü" });
  emulator.fail(faults);
  const failures: readonly Fault[] = emulator.faults;
  emulator.stopFailing();
  emulator.revoke(permission);
  emulator.grant(permission);
  emulator.uninstall(place);
  emulator.install(place);
  emulator.setAssumption(assumption, false);
  emulator.advance(1_000);
  const state: WorldState = emulator.world;
  const account: Account | undefined = state.accounts[0];
  const app: App | undefined = state.apps[0];
  const user: User | undefined = account?.users[0];
  const key: EmulatorKey | undefined = emulator.keys[0];
  const assumed: Assumption | undefined = emulator.assumptions.filter(({ name }) => name === assumption)[0];
  const entries: readonly RequestEntry[] = emulator.requests;
  return JSON.stringify([found?.payload, entries[0]?.method, failures.length, app?.id, user?.id, typeof key?.key, assumed?.enabled]);
}

/** Is only compiled, never run: there is no server. */
export async function connected(): Promise<void> {
  const options: ConnectOptions = { timeout: 1 };
  const there: EmulatorConnection = connectEmulator("http://127.0.0.1:12111", options);
  const health: Health = await there.health();
  const clock: Clock = await there.advance(1_000);
  const stop: Unsubscribe = await there.onRequest(
    (entry: RequestEntry) => void entry.caller?.app,
    (error: Error) => void error.message,
  );
  const answer: EmulatorResponse = await there.httpClient(identity).makeRequest("h", 1, "/", "GET", {}, null, "https", 1);
  stop();
  await there.reset({ seed: false });
  void [health.store, clock.now, answer.getStatusCode(), await there.requests()];

  const local = createEmulator();
  // @ts-expect-error a hang has no status
  local.fail({ kind: "hang", status: 500 });
  // @ts-expect-error a latency needs a delay
  local.fail({ kind: "latency" });
  // @ts-expect-error no kind of that name
  local.fail({ kind: "colour" });
  // @ts-expect-error no assumption of that name
  local.setAssumption("colour", false);
  // @ts-expect-error an app and an account
  local.grant({ app: "app_1" });
  // @ts-expect-error the caller may be unknown
  local.requests[0].caller.app;
  // @ts-expect-error a connection returns promises
  there.advance(1_000).now;
  // @ts-expect-error a parsed value has an unknown type
  (await answer.toJSON()).id;
}
