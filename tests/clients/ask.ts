// Runs the questions of ask/ against an emulator in the process, with a clock that only the run moves.

import { createEmulator, type AssumptionName, type Emulator, type World } from "stripe-secret-store/testing";
import { createLedger } from "../../ask/ledger";
import { runCode } from "../../ask/names";
import { preflight } from "../../ask/preflight";
import type { Facts, Need, Observation, Question } from "../../ask/question";
import { QUESTIONS } from "../../ask/questions";
import { nameLeftBehind } from "../../ask/questions/inside";
import { expectedOf } from "../../ask/report";
import { run, type Result, type Run } from "../../ask/run";
import { createSender, type Clock, type Sender, type Transport } from "../../ask/sender";
import { prepare } from "../../ask/steps";

export const ACCOUNT = "acct_cactus";
const OTHER_ACCOUNT = "acct_other";

/** One account that installed an app, and one that did not. */
export const WORLD: World = {
  apps: [{ id: "app_a", owner: "acct_maker", distribution: "published" }],
  accounts: [{ id: ACCOUNT, installed: ["app_a"], users: [{ id: "usr_1" }, { id: "usr_2" }] }, { id: OTHER_ACCOUNT }],
};

/** The time of all runs at their start. */
const START = Date.UTC(2030, 0, 1, 12, 0, 0, 250);

/** Returns a clock that only sleeps move, and the times of sleeps. */
export function fakeClock(): Clock {
  let now = START;
  return {
    now: () => now,
    async sleep(milliseconds, signal) {
      if (!signal?.aborted) now += milliseconds;
    },
  };
}

const KEYS = { backend: "sk_test_app_a", extension: "ek_test_app_a_usr_1", publishable: "pk_test_made_up" };

/** Returns a transport to the emulator with the keys of a backend or an extension. The HTTP server adds the date, and this transport does so too. */
export function transportTo(emulator: Emulator, clock: Clock, key: string = KEYS.backend): Transport {
  const client = emulator.httpClientByKey();
  return async (request) => {
    const sent = { own: key, publishable: KEYS.publishable, none: undefined }[request.key];
    const headers = { ...request.headers, ...(sent !== undefined && { Authorization: `Bearer ${sent}` }) };
    const response = await client.makeRequest("", "", request.path, request.method, headers, request.body, "https", 1);
    const { status, headers: answered, body } = response.getRawResponse();
    const json = await response.toJSON().catch((error: Error & { code?: string }) => {
      if (error.code !== undefined) throw error;
    });
    return { status, headers: { ...answered, date: new Date(clock.now()).toUTCString() }, json, isEmpty: body === "" };
  };
}

export interface Asked extends Run {
  readonly sender: Sender;
}

export interface AskOptions {
  readonly emulator: Emulator;
  readonly clock: Clock;
  readonly questions?: readonly Question[];
  readonly meets?: readonly Need[];
  readonly expected?: (assumption: string) => Observation | undefined;
  readonly transport?: Transport;
  readonly signal?: AbortSignal;
  readonly progress?: (result: Result) => void;
  readonly code?: string;
  readonly facts?: Omit<Facts, "names" | "now">;
}

/** The conditions of a backend that was given everything but a second account. */
const BACKEND: readonly Need[] = ["backend", "account", "one account", "publishable key"];

/** Puts the questions as the command does. */
export async function ask(options: AskOptions): Promise<Asked> {
  const { emulator, clock, questions = QUESTIONS, meets = BACKEND, code = runCode(), signal } = options;
  const { expected = (assumption) => expectedOf(assumption)?.usual } = options;
  const transport = options.transport ?? transportTo(emulator, clock);
  const sender = createSender({ transport, clock, code, account: ACCOUNT });
  const ledger = createLedger(sender, clock);
  const facts =
    options.facts ?? (await preflight(sender, clock, { questions, account: ACCOUNT, otherAccount: OTHER_ACCOUNT, signal })).facts;
  const done = await run({ questions, sender, ledger, clock, code, facts, meets, expected, signal, progress: options.progress });
  return { ...done, sender };
}

/** Puts all questions, as the command and the extension do between them. Returns the results of those that were put. */
export async function askAll(
  setUp: (emulator: Emulator) => void = () => {},
  expected?: AskOptions["expected"],
): Promise<readonly Result[]> {
  const clock = fakeClock();
  const emulator = createEmulator({ world: WORLD, now: () => clock.now() });
  setUp(emulator);
  const app = { app: "app_a", account: ACCOUNT };
  const inside = {
    emulator,
    clock,
    transport: transportTo(emulator, clock, KEYS.extension),
    facts: { taken: 0, otherUser: "usr_2" },
    ...(expected && { expected }),
  };
  const backend = await ask({ emulator, clock, ...(expected && { expected }) });
  emulator.install({ app: "app_a", account: OTHER_ACCOUNT });
  const both = await ask({
    emulator,
    clock,
    meets: ["backend", "account", "other account"],
    questions: QUESTIONS.filter(({ needs }) => needs.includes("other account")),
    ...(expected && { expected }),
  });
  const permitted = await ask({ ...inside, meets: ["extension", "permission"] });

  const code = runCode();
  const sender = createSender({ transport: inside.transport, clock, code });
  const leftBehind = nameLeftBehind(code);
  await sender.send(prepare(leftBehind));
  emulator.uninstall(app);
  emulator.install(app);
  const reinstalled = await ask({ ...inside, code, facts: { ...inside.facts, leftBehind }, meets: ["extension", "reinstallation"] });

  emulator.revoke(app);
  const denied = await ask({ ...inside, meets: ["extension", "no permission"] });
  return [backend, both, permitted, reinstalled, denied].flatMap(({ results }) => results.filter(({ exchanges }) => exchanges.length > 0));
}

/** A secret in the emulator's store. */
export interface Stored {
  readonly name: string;
  readonly payload: string;
  readonly created: number;
}

/** Returns all secrets of the emulator. */
export function storedIn(emulator: Emulator): Stored[] {
  const { scopes } = JSON.parse(emulator.snapshot()) as { scopes: { secrets: Stored[] }[] };
  return scopes.flatMap(({ secrets }) => secrets);
}

export const switchedOff =
  (...names: readonly string[]) =>
  (emulator: Emulator): void => {
    for (const { name } of emulator.assumptions) emulator.setAssumption(name as AssumptionName, !names.includes(name));
  };
