// Changes the answers that ask-stripe gets, as a proxy or another program may: dates, missing fields, live mode in nested objects, endless bodies.

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createEmulator } from "stripe-secret-store/testing";
import { describe, expect, test } from "vitest";
import { httpTransport } from "../../ask/command/http";
import { QUESTIONS } from "../../ask/questions";
import type { WireAnswer } from "../../ask/reply";
import { createSender, LiveModeError, type Transport, type WireRequest } from "../../ask/sender";
import { ACCOUNT as ACCOUNT_SCOPE, list } from "../../ask/steps";
import { ACCOUNT, ask, fakeClock, storedIn, transportTo, WORLD } from "./ask";

type Change = (answer: WireAnswer, number: number, request: WireRequest) => WireAnswer;

/** Asks these questions over answers that are changed, and returns the results by assumption. */
async function askThrough(change: Change, only: readonly string[] = QUESTIONS.map(({ assumption }) => assumption)) {
  const clock = fakeClock();
  const emulator = createEmulator({ world: WORLD, now: () => clock.now() });
  const honest = transportTo(emulator, clock);
  let count = 0;
  const transport: Transport = async (request, signal) => change(await honest(request, signal), (count += 1), request);
  const questions = QUESTIONS.filter(({ assumption }) => only.includes(assumption));
  const started = clock.now();
  const { results, left, error } = await ask({ emulator, clock, transport, questions });
  expect({ left, error, stored: storedIn(emulator) }).toEqual({ left: [], stored: [] });
  return {
    verdicts: Object.fromEntries(results.map(({ assumption, verdict }) => [assumption, verdict])),
    milliseconds: clock.now() - started,
  };
}

const withDate = (answer: WireAnswer, date: string | undefined): WireAnswer => {
  const { date: _, ...headers } = answer.headers;
  return { ...answer, headers: date === undefined ? headers : { ...headers, date } };
};
const moved = ({ headers }: WireAnswer, milliseconds: number) => new Date(Date.parse(headers.date!) + milliseconds).toUTCString();

const HOUR = 3_600_000;
const YEAR = 365.25 * 24 * HOUR;

describe("finds no difference, and ends in minutes, over a date that", () => {
  test.for<[string, Change]>([
    ["is missing", (answer) => withDate(answer, undefined)],
    ["is a word", (answer) => withDate(answer, "soon")],
    ["is an hour ahead", (answer) => withDate(answer, moved(answer, HOUR))],
    ["is an hour behind", (answer) => withDate(answer, moved(answer, -HOUR))],
    ["is a year ahead", (answer) => withDate(answer, moved(answer, YEAR))],
    ["is of 1970", (answer) => withDate(answer, new Date(0).toUTCString())],
    ["jumps", (answer, number) => withDate(answer, moved(answer, number % 2 === 0 ? 0 : -30 * YEAR))],
  ])("%s", async ([, change]) => {
    const { verdicts, milliseconds } = await askThrough(change);
    expect(Object.entries(verdicts).filter(([, verdict]) => verdict === "differs")).toEqual([]);
    expect(milliseconds).toBeLessThan(HOUR / 4);
  });
});

describe("cannot tell without", () => {
  /** Leaves fields out of the JSON of successful answers. */
  const without =
    (...names: string[]): Change =>
    (answer) => {
      const fields = Object.entries(answer.json as object).filter(([name]) => !names.includes(name));
      return answer.status === 200 ? { ...answer, json: Object.fromEntries(fields) } : answer;
    };

  test.for([
    ["id", "replace_keeps_identity"],
    ["created", "replace_keeps_identity"],
    ["created", "expired_at_its_second"],
    ["created", "century"],
    ["id", "any_name"],
    ["name", "last_value_counts"],
  ])("the field %s: %s", async ([field, assumption]) => {
    expect((await askThrough(without(field!), [assumption!])).verdicts).toEqual({ [assumption!]: "could not tell" });
  });

  test("the array of a list: expand_on_list", async () => {
    const change: Change = (answer, number) => (number === 1 ? answer : without("data")(answer, number, {} as WireRequest));
    expect((await askThrough(change, ["expand_on_list"])).verdicts).toEqual({ expand_on_list: "could not tell" });
  });

  test("the ids of requests: original_request", async () => {
    const change: Change = (answer) => ({ ...answer, headers: { "content-type": "application/json" } });
    expect((await askThrough(change, ["original_request"])).verdicts).toEqual({ original_request: "could not tell" });
  });
});

test("cannot tell what a full scope does while another program deletes a secret", async () => {
  const clock = fakeClock();
  const others = [{ app: "app_a", account: ACCOUNT, name: "of another program", payload: "made up" }];
  const emulator = createEmulator({ world: { ...WORLD, secrets: others }, seeded: true, now: () => clock.now() });
  const honest = transportTo(emulator, clock);
  let count = 0;
  const transport: Transport = async (request, signal) => {
    const answer = await honest(request, signal);
    count += 1;
    // The run has counted the secrets of the scope.
    if (count === 1)
      await honest(
        { ...request, method: "POST", path: "/v1/apps/secrets/delete", body: "name=of another program&scope[type]=account" },
        signal,
      );
    return answer;
  };
  const questions = QUESTIONS.filter(({ assumption }) => ["scope_full", "replace_when_full"].includes(assumption));
  const { results } = await ask({ emulator, clock, transport, questions });
  expect(storedIn(emulator)).toEqual([]);
  expect(results.map(({ verdict }) => verdict)).toEqual(["could not tell", "could not tell"]);
});

describe("stops in live mode where it is said", () => {
  const nested = (depth: number) => JSON.parse(`${"[".repeat(depth)}{"livemode":true}${"]".repeat(depth)}`) as unknown;
  test.for<[string, unknown]>([
    ["in an error", { error: { type: "api_error", livemode: true } }],
    ["in an object of an object", { object: "apps.secret", owner: { livemode: true } }],
    ["in a list of a list", { object: "list", data: [[{ livemode: true }]] }],
    ["at any depth", { object: "list", data: nested(200_000) }],
  ])("%s", async ([, json]) => {
    const transport: Transport = async () => ({ status: 200, headers: {}, json, isEmpty: false });
    const sender = createSender({ transport, clock: fakeClock(), code: "" });
    await expect(sender.send(list(ACCOUNT_SCOPE))).rejects.toThrow(LiveModeError);
  });
});

test("waits no longer between two requests where the clock of the machine is set back", async () => {
  let time = Date.UTC(2030, 0, 1);
  const slept: number[] = [];
  const clock = { now: () => time, sleep: async (milliseconds: number) => void slept.push(milliseconds) };
  const transport: Transport = async () => ({ status: 200, headers: {}, json: { object: "list" }, isEmpty: false });
  const sender = createSender({ transport, clock, code: "" });
  await sender.send(list(ACCOUNT_SCOPE));
  time -= HOUR;
  await sender.send(list(ACCOUNT_SCOPE));
  expect(slept).toEqual([200]);
});

test("stops reading an answer without an end", async () => {
  const server = createServer((_, response) => {
    response.writeHead(200, { "Content-Type": "application/json" });
    const fill = () => {
      while (response.write("[".repeat(100_000)));
    };
    response.on("drain", fill);
    fill();
  }).listen(0, "127.0.0.1");
  try {
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const transport = httpTransport(`http://127.0.0.1:${port}`, { key: "sk_test_app_a" }, 60_000);
    const request = { method: "GET", path: "/", headers: {}, body: undefined, key: "own" } as const;
    await expect(transport(request, undefined)).rejects.toThrow("too large");
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
