// A scenario of the model: programs that share a secret, a provider, and what may go wrong between them.

import {
  createLease,
  createTokenStore,
  splitFormat,
  type Lease,
  type TokenClient,
  type Tokens,
  type TokenStore,
} from "stripe-secret-store/oauth";
import { createEmulator, type Emulator } from "stripe-secret-store/testing";
import type { SecretStoreClient } from "stripe-secret-store";
import type { VirtualTime } from "../../model/virtual-time";
import { clientOver, USER, wrong } from "../../client";
import { pick, RandomProvider, type Chance } from "./random-provider";

const PLACE = { name: "crm", scope: "account" as const };
const HEADER = { ...PLACE, name: "crm.header" };

/** Faults that are put in on purpose, as probabilities or switches. */
export interface Sabotage {
  losesWrite?: number;
  dropsRefreshToken?: number;
  brokenLease?: boolean;
  sendsTwice?: boolean;
  mistakesOutage?: boolean;
  mistakesRefusal?: boolean;
}

interface Program {
  id: number;
  store: TokenStore;
  isAlive: boolean;
  /** After how many more requests it ends. */
  requestsLeft: number;
}

let programs = 0;

export class Scenario {
  /** The events so far, for the message of a failure. */
  readonly story: string[] = [];
  private readonly emulator: Emulator = createEmulator();
  private readonly provider: RandomProvider;
  private readonly programs: Program[] = [];
  private readonly client: SecretStoreClient;
  private readonly lease: boolean;
  private readonly isSplit: boolean;
  /** `true` if the provider rotated and the answer was lost, or its program ended: the gap that docs/oauth.md names. */
  private gap = false;
  /** The program whose answer is on the way or is not stored yet, by the refresh token that it got. */
  private readonly pending = new Map<string, Program>();
  private isTrouble = false;

  constructor(
    private readonly time: VirtualTime,
    private readonly chance: Chance,
    private readonly counts: Record<string, number>,
    private readonly sabotage: Sabotage,
  ) {
    this.provider = new RandomProvider(chance, (what) => this.happened(what));
    this.client = clientOver(this.emulator.httpClient({ user: USER }));
    const several = chance() < 0.7;
    // The documentation asks for a lease where a provider rotates and does not simply refuse a refresh token that comes twice.
    const { rotates, onReplay, grace } = this.provider;
    this.lease = several && (chance() < 0.3 || (rotates && (onReplay === "revoke" || grace > 0)));
    this.isSplit = chance() < 0.3;
    if (this.isSplit) this.happened("with a header value");
    if (several) this.happened("several programs");
    if (this.lease) this.happened("with a lease");
    for (let i = 0; i < (several ? 3 : 1); i++) this.programs.push(this.begin());
  }

  async run(steps: number) {
    // A scenario begins at a round time, so that it is the same each time.
    this.time.advance(1e9 - (this.time.now() % 1e9));
    await this.signIn();
    for (let i = 0; i < steps; i++) {
      this.counts.steps!++;
      await this.step();
      await this.check();
    }
    await this.audit();
  }

  private happened(what: string) {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
    this.story.push(`${((Date.now() / 1000) % 1e6).toFixed(1)} ${what}`);
  }

  private begin(): Program {
    const program: Program = { id: ++programs, isAlive: true, requestsLeft: Infinity, store: undefined as never };
    const lease: Lease = this.sabotage.brokenLease ? { hold: (act) => act() } : createLease({ delay: 1_000 });
    program.store = createTokenStore({
      ...PLACE,
      client: this.clientOf(program),
      refresh: this.refreshOf(program),
      refreshOn: [401, 403],
      ...(this.lease && { lease }),
      ...(this.isSplit && { format: splitFormat() }),
    });
    return program;
  }

  /** Counts a request of a program. A program that has ended never hears of anything again. */
  private async reach(program: Program) {
    if (program.isAlive && program.requestsLeft-- <= 0) this.end(program);
    if (!program.isAlive) await new Promise(() => undefined);
  }

  private end(program: Program) {
    program.isAlive = false;
    this.happened("program ended");
    for (const [token, its] of this.pending)
      if (its === program) {
        this.pending.delete(token);
        this.happened("gap");
        this.gap = true;
      }
    this.programs.splice(this.programs.indexOf(program), 1, this.begin());
  }

  /** A client over a network that takes time. Each program has queues of its own, as each process has. */
  private clientOf(program: Program): TokenClient {
    const { client, sabotage, chance } = this;
    const over =
      <P, T>(call: (params: P, options?: object) => Promise<T>) =>
      async (params: P, options?: object) => {
        await this.reach(program);
        await this.wait(150);
        const answer = await call(params, options);
        await this.wait(150);
        await this.reach(program);
        return answer;
      };
    const create: TokenClient["createSecret"] = async (params, options) => {
      let { payload } = params;
      if (params.name === PLACE.name && chance() < (sabotage.losesWrite ?? 0)) return (await client.findSecret(PLACE))!;
      if (params.name === PLACE.name && chance() < (sabotage.dropsRefreshToken ?? 0))
        payload = JSON.stringify({ ...JSON.parse(payload), refresh_token: undefined });
      const created = await client.createSecret({ ...params, payload }, options);
      if (params.name === PLACE.name) {
        const { refresh_token } = JSON.parse(payload);
        this.pending.delete(refresh_token);
        this.story.push(`  ${refresh_token} stored by program ${program.id}`);
      }
      return created;
    };
    return {
      findSecret: over((place) => client.findSecret(place)),
      createSecret: over(create),
      deleteSecret: over((place) => client.deleteSecret(place)),
      locate: (place) => Object.assign(client.locate(place), { account: `program-${program.id}` }),
    };
  }

  /** Asks the provider, over a network that may be slow, and may lose the request or the answer. */
  private refreshOf(program: Program) {
    const { chance, provider, sabotage } = this;
    let isUnderWay = false;
    const send = async ({ refresh_token }: Tokens) => {
      await this.reach(program);
      await this.wait(200);
      if (this.isTrouble && chance() < 0.1) {
        this.happened("lost request");
        throw new Error("The request was lost.");
      }
      const before = provider.current;
      const response = this.mistaken(() => provider.refresh(refresh_token!));
      const hasRotated = provider.current !== before;
      if (hasRotated) {
        this.pending.set(provider.current, program);
        this.story.push(`  ${provider.current} for program ${program.id}`);
      }
      const isLate = this.isTrouble && chance() < 0.15;
      if (isLate) this.happened("late answer");
      await this.wait(isLate ? 60_000 : 400);
      await this.reach(program);
      if (this.isTrouble && chance() < 0.1) {
        this.happened("lost answer");
        if (hasRotated && this.pending.delete(response.refresh_token as string)) {
          this.happened("gap");
          this.gap = true;
        }
        throw new Error("The answer was lost.");
      }
      return response;
    };
    return async (tokens: Tokens) => {
      if (sabotage.sendsTwice) {
        const first = send(tokens);
        return Promise.race([first, this.wait(20_000, true).then(() => send(tokens))]);
      }
      if (isUnderWay) throw new Error("A second request was sent while the first was under way.");
      isUnderWay = true;
      return send(tokens).finally(() => (isUnderWay = false));
    };
  }

  private mistaken<T>(act: () => T): T {
    const { mistakesOutage, mistakesRefusal } = this.sabotage;
    const { isWell } = this.provider;
    try {
      return act();
    } catch (error) {
      if (mistakesOutage && !isWell) throw Object.assign(new Error(), { status: 400 });
      if (mistakesRefusal && isWell) throw Object.assign(new Error(), { status: 500 });
      throw error;
    }
  }

  private wait(longest: number, isExact = false) {
    return new Promise<void>((done) => setTimeout(done, isExact ? longest : this.chance() * longest));
  }

  private async signIn() {
    this.happened("signed in");
    const before = this.isTrouble;
    this.isTrouble = false;
    // A request that is under way would be stored over the new token set by a program that does not know of it: the documentation says so.
    await this.settle();
    const program = pick(this.chance, this.programs);
    program.requestsLeft = Infinity;
    const { store } = program;
    const response = this.provider.signIn();
    // The Secret Store may refuse some more writes.
    for (let tries = 0; tries < 99; tries++) {
      const saved = await this.time.settled(store.save(response));
      if (saved.status === "fulfilled") break;
    }
    this.gap = false;
    this.pending.clear();
    this.isTrouble = before;
  }

  /** Lets everything end that is under way. */
  private settle() {
    return this.time.settled(this.wait(200_000, true));
  }

  /** Lets time pass until a promise settles. */
  private async passed<T>(promise: Promise<T>): Promise<T> {
    const outcome = await this.time.settled(promise);
    if (outcome.status === "rejected") throw outcome.reason;
    return outcome.value;
  }

  private async step() {
    const { chance, provider } = this;
    const program = pick(chance, this.programs);
    const which = chance();
    // The outage ends with the scenario.
    if (!provider.isWell && chance() < 0.2) provider.isWell = true;
    if ((!provider.isAlive || this.gap) && chance() < 0.3) return this.signIn();
    if (which < 0.35) await this.passed(this.call(program));
    else if (which < 0.5) await this.passed(Promise.all(this.programs.map((one) => this.call(one))));
    else if (which < 0.65) this.time.advance(pick(chance, [1_000, 30_000, 1000 * provider.life, 7_200_000]));
    else if (which < 0.7) provider.endAccess();
    else if (which < 0.78) this.isTrouble = !this.isTrouble;
    else if (which < 0.84) {
      provider.isWell = !provider.isWell;
    } else if (which < 0.9) {
      program.requestsLeft = Math.floor(chance() * 6);
    } else if (which < 0.93) {
      this.happened("not stored");
      this.emulator.fail({ kind: "status", status: 403, method: "POST", count: 1 + Math.floor(chance() * 3) });
    } else if (which < 0.95) provider.revoke();
    else if (which < 0.98) await this.time.settled(Promise.race([program.store.get(), this.wait(10_000, true)]));
    else await this.signIn();
  }

  /** Calls something with a token, and says whether it was served. */
  private async call(program: Program): Promise<boolean> {
    const { provider } = this;
    const could = provider.isAlive && !this.gap && this.pending.size === 0;
    const call = program.store.withToken(async (token) => ({ status: provider.takes(token) ? 200 : pick(this.chance, [401, 403]) }));
    const [outcome] = await Promise.allSettled([call]);
    if (outcome.status === "fulfilled") {
      this.happened(outcome.value.status === 200 ? "served" : "refused");
      return outcome.value.status === 200;
    }
    const { code = "", message } = Object(outcome.reason);
    this.happened(code || message);
    this.story.push(`  by program ${program.id}`);
    // Another program has what is next in hand, and cannot store it.
    const isPending = this.pending.size > 0;
    if (code === "signed_out" && could && provider.isAlive && !this.gap && !isPending && program.isAlive)
      throw new Error("Signed out, and the provider still honours the sign-in.");
    return false;
  }

  /** The stored refresh token is one that the provider takes, or the next one is on the way. */
  private async check() {
    const { provider } = this;
    if (!provider.isAlive || this.gap || this.pending.size > 0) return;
    const found = await this.time.settled(this.client.findSecret(PLACE));
    if (found.status === "rejected") return;
    const { refresh_token } = JSON.parse(found.value!.payload);
    if (!provider.honours(refresh_token)) throw new Error(`${refresh_token} is stored, and the provider wants ${provider.current}.`);
  }

  /** The header value is that of the stored token set after a read. */
  private async checkHeader() {
    if (!this.isSplit) return;
    // As many reads as the Secret Store may still refuse writes.
    for (let reads = 0; reads < 20; reads++) await this.passed(this.programs[0]!.store.get());
    const [tokens, header] = await Promise.all([PLACE, HEADER].map((place) => this.passed(this.client.findSecret(place))));
    const { access_token } = JSON.parse(tokens!.payload);
    if (header!.payload !== `Bearer ${access_token}`) throw new Error(`The header value is ${header!.payload} and not of ${access_token}.`);
  }

  /** Checks the end: without faults, every program with a live sign-in is served, and all others are signed out. */
  private async audit() {
    const { provider } = this;
    this.isTrouble = false;
    provider.isWell = true;
    for (const program of this.programs) program.requestsLeft = Infinity;
    // Time for requests under way, leases of programs that have ended, and what the stores remember.
    await this.settle();
    this.time.advance(86_400_000);
    // As many calls as the Secret Store may still refuse writes.
    for (let round = 0; round < 20; round++) await this.passed(Promise.all(this.programs.map((program) => this.call(program))));
    for (const program of this.programs) {
      const isServed = await this.passed(this.call(program));
      if (provider.isAlive && !this.gap && !isServed) throw new Error("Not served, and the provider still honours the sign-in.");
      if (provider.isAlive || isServed) continue;
      const { reason } = (await this.time.settled(program.store.getAccessToken().then(wrong))) as { reason?: { code: string } };
      if (reason && reason.code !== "signed_out") throw new Error(`The sign-in is over, and the store says ${reason.code}.`);
    }
    await this.check();
    await this.checkHeader();
    // Requests that are still under way must not disturb the next scenario.
    await this.settle();
  }
}
