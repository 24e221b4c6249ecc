// Runs each step on the model and on the real system: clients of all actors over one emulator.

import assert from "node:assert/strict";
import { SecretStoreClient, SecretStoreError, type HttpClient, type SecretStoreErrorCode } from "stripe-secret-store";
import { createEmulator, type Emulator } from "stripe-secret-store/testing";
import { expectedEnding, type Ending } from "./policy";
import { ACTORS, NAMES, TIMEOUT, type Call, type Patience, type Step } from "./steps";
import { EVERY_SCOPE, expiryOf, Model, scopeOf, type Entry } from "./store";
import type { VirtualTime } from "./virtual-time";

export type HttpRequest = Parameters<HttpClient["makeRequest"]>;
type Send = (request: HttpRequest) => ReturnType<HttpClient["makeRequest"]>;

/** Sends a request of the client. A test of this test changes it. */
export type Network = (send: Send, request: HttpRequest) => ReturnType<HttpClient["makeRequest"]>;

const PATIENT: Patience = { faults: [], retries: 0, ownKey: false, abortAfter: undefined };

interface Answer {
  id: string;
  name: string;
  payload?: string;
  expires_at?: number | null;
}

export class Simulation {
  readonly #emulator: Emulator;
  readonly #clients: SecretStoreClient[];
  #model = new Model();
  /** The times of the call's requests. */
  #sentAt: number[] = [];
  /** All ids so far. None may be used again for another secret. */
  readonly #ids = new Set<string>();
  #ownKeys = 0;

  /** `counts` counts each kind of event, so that a test can check the mixture of a run. */
  constructor(
    readonly time: VirtualTime,
    readonly counts: Record<string, number>,
    network: Network = (send, request) => send(request),
  ) {
    this.#emulator = createEmulator({ now: () => time.now() });
    this.#clients = ACTORS.map(({ app, user, livemode }) => {
      const emulated = this.#emulator.httpClient({ app, livemode, user }) as unknown as HttpClient;
      const makeRequest: HttpClient["makeRequest"] = (...request) => {
        this.#sentAt.push(time.now());
        return network((sent) => emulated.makeRequest(...sent), request);
      };
      return new SecretStoreClient({
        httpClient: { getClientName: () => "model", makeRequest },
        timeout: TIMEOUT,
        ...(user !== undefined && { userContext: { id: user } }),
      });
    });
  }

  async do(step: Step): Promise<void> {
    this.#count(step.step);
    switch (step.step) {
      case "call":
        return this.#call(step.call, step.patience);
      case "at once":
        return this.#atOnce(step.calls);
      case "pages":
        return this.#pages(step.call, step.limit);
      case "filled":
        // One more than a scope can hold.
        for (const name of NAMES.slice(0, 11)) await this.#call({ ...step.call, do: "create", name }, PATIENT);
        return;
      case "refused":
        return this.#refused(step.call, step.how);
      case "time passes":
        return this.time.advance(step.seconds * 1_000);
      case "permission":
        if (!this.#model.isInstalled(step.app)) return;
        this.#model.setPermission(step.app, step.granted);
        return this.#emulator[step.granted ? "grant" : "revoke"]({ app: step.app, account: "acct_cactus" });
      case "installation":
        if (this.#model.isInstalled(step.app) === step.installed) return;
        this.#model.setInstalled(step.app, step.installed);
        return this.#emulator[step.installed ? "install" : "uninstall"]({ app: step.app, account: "acct_cactus" });
    }
  }

  /** Checks that every scope of all actors holds exactly the expected secrets. */
  async audit(): Promise<void> {
    for (const app of ["app_a", "app_b"]) await this.do({ step: "installation", app, installed: true });
    for (const { actor, scope } of EVERY_SCOPE) {
      const call: Call = { do: "find", actor, scope, name: "token", payload: "", expiresIn: 0 };
      await this.#pages(call, 3);
      for (const name of this.#scopeOf(call).keys()) await this.#look({ ...call, name: name as Call["name"] });
    }
  }

  async #call(call: Call, patience: Patience) {
    const { faults, retries, ownKey, abortAfter } = patience;
    this.#emulator.fail(faults);
    const controller = new AbortController();
    const timer = abortAfter === undefined ? undefined : setTimeout(() => controller.abort(), abortAfter);
    const outcome = await this.time.settled(
      this.#send(call, {
        maxNetworkRetries: retries,
        ...(timer !== undefined && { signal: controller.signal }),
        ...(ownKey && { idempotencyKey: `own-${++this.#ownKeys}` }),
      }),
    );
    clearTimeout(timer);
    this.#emulator.stopFailing();
    for (const { kind } of faults.slice(0, this.#sentAt.length)) this.#count(`fault: ${kind}`);

    if (outcome.status === "rejected") {
      assert(SecretStoreError.is(outcome.reason), String(outcome.reason));
      assert.equal(outcome.reason.attempts, this.#sentAt.length);
      if (outcome.reason.code === "aborted") return this.#aborted(call);
    }
    const sent = this.#sentAt.length;
    const { ending, tries } = expectedEnding(this.#model, call, patience, this.#sentAt);
    assert.equal(sent, tries);
    this.#compare(call, ending, outcome);
    if (this.#model.isInstalled(ACTORS[call.actor]!.app)) await this.#look(call);
  }

  #compare(call: Call, ending: Ending, outcome: PromiseSettledResult<unknown>) {
    if ("code" in ending) {
      this.#count(ending.code);
      return assert.equal(summary(outcome), ending.code);
    }
    if (outcome.status === "rejected") throw outcome.reason;
    this.#count(`${call.do}: ${ending.said === "nothing" ? "null" : "answered"}`);
    if (ending.said === "nothing") return assert.equal(outcome.value, null);
    if (call.do === "list") {
      const names = (outcome.value as { data: Answer[] }).data.map(({ name }) => name);
      return assert.deepEqual(names.sort(), ending.said.names!.sort());
    }
    this.#expectAnswer(outcome.value as Answer, ending.said.entry!, call);
  }

  #expectAnswer(answer: Answer, entry: Entry, call: Call) {
    if (call.do !== "delete")
      assert.deepEqual({ name: answer.name, expires_at: answer.expires_at ?? 0 }, { name: call.name, expires_at: entry.expiresAt });
    if (call.do === "find") assert.equal(answer.payload, entry.payload);
    // A secret keeps its id as long as it exists, and no other secret ever has it.
    assert(this.#couldBe(entry, answer.id), "an id of another secret");
    entry.id = answer.id;
    this.#ids.add(answer.id);
  }

  #couldBe = (entry: Entry, id: string) => (entry.id === undefined ? !this.#ids.has(id) : entry.id === id);

  /** Looks up whether an aborted write has happened. No other change may have. */
  async #aborted(call: Call) {
    this.#count("aborted");
    if (!this.#model.isInstalled(ACTORS[call.actor]!.app)) return;
    const before = this.#model;
    const after = before.copy();
    const sentAt = this.#sentAt[0];
    const canHaveHappened = sentAt !== undefined && call.do !== "find" && call.do !== "list" && after.carryOut(call, sentAt).status === 200;
    const there = await this.#find(call);
    for (const model of canHaveHappened ? [after, before] : [before]) {
      if (!this.#agrees(model, call, there)) continue;
      if (canHaveHappened) this.#count(model === after ? "aborted after it happened" : "aborted before it happened");
      this.#model = model;
      return this.#look(call);
    }
    assert.fail(`After an aborted ${call.do} there is ${JSON.stringify(there)}.`);
  }

  /** Makes concurrent calls. Their results must be those of some order, one after the other. */
  async #atOnce(calls: Call[]) {
    const outcomes = await this.time.settled(Promise.allSettled(calls.map((call) => this.#send(call, { maxNetworkRetries: 0 }))));
    const said = (outcomes as PromiseFulfilledResult<PromiseSettledResult<unknown>[]>).value.map(summary);
    const now = this.time.now();
    const [first] = calls as [Call];
    const isInstalled = this.#model.isInstalled(ACTORS[first.actor]!.app);
    const there = isInstalled ? await this.#find(first) : null;
    for (const order of permutations([...calls.keys()])) {
      const model = this.#model.copy();
      const expected: string[] = [];
      for (const index of order) {
        expected[index] = worded(expectedEnding(model, calls[index]!, PATIENT, [now]).ending, calls[index]!);
      }
      if (expected.join("\n") !== said.join("\n") || (isInstalled && !this.#agrees(model, first, there))) continue;
      this.#model = model;
      return isInstalled ? this.#look(first) : undefined;
    }
    assert.fail(`No order of ${JSON.stringify(calls)} explains ${JSON.stringify(said)} and ${JSON.stringify(there)}.`);
  }

  #agrees(model: Model, call: Call, there: Answer | null) {
    const entry = model.scope(ACTORS[call.actor]!, call.scope, this.time.now()).get(call.name);
    if (!entry || !there) return !entry && !there;
    return there.payload === entry.payload && (there.expires_at ?? 0) === entry.expiresAt && this.#couldBe(entry, there.id);
  }

  /** Lists a scope page by page, forwards and backwards: each secret once, in the same order. */
  async #pages(call: Call, limit: number) {
    if (!this.#model.isInstalled(ACTORS[call.actor]!.app)) return;
    const walk = async (forwards: boolean, from?: string): Promise<Answer[]> => {
      const cursor = from && { [forwards ? "starting_after" : "ending_before"]: from };
      const list = this.#clients[call.actor]!.listSecrets({ ...this.#params(call), limit, ...cursor });
      const { data, has_more } = (await this.#must(list)) as { data: Answer[]; has_more: boolean };
      if (!has_more) return data;
      assert.equal(data.length, limit);
      const further = await walk(forwards, data.at(forwards ? -1 : 0)!.id);
      return forwards ? [...data, ...further] : [...further, ...data];
    };
    const all = await walk(true);
    assert.deepEqual(all.map(({ name }) => name).sort(), [...this.#scopeOf(call).keys()].sort());
    const last = all.at(-1);
    if (last)
      assert.deepEqual(
        [...(await walk(false, last.id)), last].map(({ id }) => id),
        all.map(({ id }) => id),
      );
  }

  /** Checks that a refused call sends no request and changes nothing. */
  async #refused(call: Call, how: number) {
    const params = { name: call.name, payload: call.payload, ...this.#params(call) };
    const [code, wrong] = (
      [
        ["invalid_name", { name: "" }],
        ["invalid_payload", { payload: "x".repeat(5_001) }],
        ["invalid_expiry", { expires_at: Math.floor(this.time.now() / 1_000) }],
        ["invalid_scope", { scope: "everyone" }],
        ["invalid_parameter", { colour: "red" }],
        ["card_number", { payload: "4242 4242 4242 4242" }],
      ] as [SecretStoreErrorCode, object][]
    )[how]!;
    this.#sentAt = [];
    const outcome = await this.time.settled(this.#clients[call.actor]!.createSecret({ ...params, ...wrong } as never));
    assert.equal(summary(outcome), code);
    assert.deepEqual(this.#sentAt, []);
    this.#count(code);
    if (this.#model.isInstalled(ACTORS[call.actor]!.app)) await this.#look(call);
  }

  /** Checks the secret with the call's name against the model. */
  async #look(call: Call) {
    const entry = this.#scopeOf(call).get(call.name);
    const found = await this.#find(call);
    if (!entry || !found) return assert.equal(found, entry ?? null);
    this.#expectAnswer(found, entry, { ...call, do: "find" });
  }

  #find = (call: Call) => this.#must(this.#send({ ...call, do: "find" }, { maxNetworkRetries: 0 })) as Promise<Answer | null>;

  async #must(call: Promise<unknown>): Promise<unknown> {
    const outcome = await this.time.settled(call);
    if (outcome.status === "rejected") throw outcome.reason;
    return outcome.value;
  }

  #send(call: Call, options: object): Promise<unknown> {
    this.#sentAt = [];
    const client = this.#clients[call.actor]!;
    const params = { name: call.name, ...this.#params(call) };
    if (call.do === "find") return client.findSecret(params, options);
    if (call.do === "delete") return client.deleteSecret(params, options);
    if (call.do === "list") return client.listSecrets({ ...this.#params(call), limit: 100 }, options);
    const expiresAt = expiryOf(call, this.time.now());
    return client.createSecret({ ...params, payload: call.payload, ...(expiresAt && { expires_at: expiresAt }) }, options);
  }

  #params({ actor, scope: named }: Call) {
    const scope = scopeOf(ACTORS[actor]!, named);
    if (scope === "account") return { scope } as const;
    // An extension need not name its user.
    return ACTORS[actor]!.user === undefined ? { scope: { type: "user", user: scope } as const } : {};
  }

  #scopeOf = (call: Call) => this.#model.scope(ACTORS[call.actor]!, call.scope, this.time.now());

  #count(what: string) {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }
}

function summary(outcome: PromiseSettledResult<unknown>): string {
  if (outcome.status === "rejected") return SecretStoreError.is(outcome.reason) ? outcome.reason.code : String(outcome.reason);
  const answer = outcome.value as Answer | null;
  return answer?.payload === undefined ? (answer ? "answered" : "null") : `found ${answer.payload}`;
}

/** Returns the same for an expected result. */
function worded(ending: Ending, call: Call): string {
  if ("code" in ending) return ending.code;
  if (ending.said === "nothing") return "null";
  return call.do === "find" ? `found ${ending.said.entry!.payload}` : "answered";
}

function permutations(items: number[]): number[][] {
  if (items.length < 2) return [items];
  return items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}
