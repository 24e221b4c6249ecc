// A lease over a register without compare-and-swap: Fischer's mutual exclusion. Who finds it free writes its own name, waits until every other
// write that began by finding it free has landed, and reads again: the last name written holds the lease, and everybody else sees that.

import type { Scope } from "../index.js";
import { OAuthError } from "./error.js";
import type { TokenClient } from "./token-store.js";
import { wait } from "./wait.js";

/** The lease under which a pair is refreshed. All who refresh the pair have to use one, and the same `delay` and `life`. */
export interface LeaseOptions {
  /**
   * Longer than it takes to read a secret and write it, in milliseconds: who was slower tries again. A refresh takes
   * longer by one to one and a half of it; the others look again after half to one and a half of it. Default: 2,000.
   */
  delay?: number;
  /**
   * How long the lease of a program that ended without giving it back still holds, in milliseconds. It has to be well over the token store's
   * `timeout`. Default: 60,000.
   */
  life?: number;
}

/** What a token store asks of a lease. */
export interface Lease {
  /**
   * Does something with the lease in hand, and gives it back; nothing when it is no longer wanted.
   *
   * @typeParam T What that gives.
   * @param act What to do.
   * @param request For what.
   * @throws what `act` throws; `SecretStoreError` the codes of `findSecret` and `createSecret`; {@link OAuthError} `refresh_failed` when the
   * lease could not be had for three times its life
   * @example
   * ```ts
   * const request = { client: secrets, place: { name: "crm" }, clock: Date.now, use: 30_000, wanted: async () => true };
   * const lease = createLease({ delay: 10 });
   * console.log(await lease.hold(async () => "done", request));
   * ```
   */
  hold<T>(act: () => Promise<T>, request: LeaseRequest): Promise<T | undefined>;
}

/** For what a lease is taken. */
export interface LeaseRequest {
  /** Reads and writes the lease. */
  client: TokenClient;
  /** The secret that keeps the pair. The lease is in one beside it, of this name with `.lease` added. */
  place: {
    /** Its name. */
    name: string;
    /** Its scope. Default: the client's. */
    scope?: Scope | undefined;
  };
  /** The time, in milliseconds. */
  clock(): number;
  /** How much of the lease's life its use takes, in milliseconds. */
  use: number;
  /** Asked once somebody else has had it: whether it is still wanted. */
  wanted(): Promise<boolean>;
}

/**
 * A lease for {@link createTokenStore}: only who holds it refreshes. For providers that end the sign-in when a refresh token is sent twice. It keeps
 * another secret in the scope while it is held, named after the pair's with `.lease` added, and adds four requests and one to one and a half times `delay` to each refresh.
 *
 * @param options How long it waits, and how long it holds.
 * @example
 * ```ts
 * const lease = createLease();
 * const tokens = createTokenStore({ client: secrets, name: "crm", scope: "account", refresh: crm.refresh, lease });
 * ```
 */
export function createLease({ delay = 2_000, life = 60_000 }: LeaseOptions = {}): Lease {
  return {
    hold: (act, request) => take(request, delay, life).then((giveBack) => giveBack && act().finally(giveBack)),
  };
}

function take({ client, place: { name, scope }, clock, use, wanted }: LeaseRequest, delay: number, life: number) {
  const place = { name: `${name}.lease`, scope };
  const begun = clock();
  let since = begun;
  let holder: string | null | undefined;
  /** Whether it was wanted a moment ago. */
  let isWanted = true;
  // Many find at the same moment that a token has ended. If all of them wrote at once, all would be late.
  return wait((Math.random() * delay) / 2).then(attempt);

  function attempt(): Promise<(() => Promise<unknown>) | undefined> {
    const asked = clock();
    if (asked - begun > 3 * life)
      throw new OAuthError(
        "refresh_failed",
        "The lease could not be had: is its `delay` too short for a read and a write, or its `life` for `timeout`?",
      );
    return client.findSecret(place).then((found) => {
      const now = found?.payload;
      if (now !== holder) since = clock();
      holder = now;
      // By what this program saw for how long, and not by the time of day, which programs do not agree about. A lease that is still the same
      // after a life is nobody's.
      if (found && clock() - since <= life) {
        isWanted = false;
        return wait(delay * (0.5 + Math.random())).then(attempt);
      }
      if (!isWanted) return wanted().then((still) => ((isWanted = still) ? attempt() : undefined));
      isWanted = false;
      holder = `lease-${Math.random()}-${Math.random()}`;
      // That it ends at all is only for tidiness, in case nobody ever asks for it again.
      const written = Object.assign({ payload: holder, expires_at: Math.ceil(clock() / 1000) + 86_400 }, place);
      return client.createSecret(written).then(() => {
        since = clock();
        // A write that came later than others wait for may have been written over a lease in use: it counts as somebody else's.
        if (since - asked > delay) return attempt();
        return wait(delay)
          .then(() => client.findSecret(place))
          .then((last) => {
            if (last?.payload === holder && clock() - asked < life - use) return () => giveBack(asked);
            since = clock();
            return attempt();
          });
      });
    });
  }

  function giveBack(taken: number): Promise<unknown> {
    // After its life the lease may be another's. One that is not given back ends by itself, so it does not matter whether this succeeds.
    return clock() - taken < life - delay ? client.deleteSecret(place).catch(() => undefined) : Promise.resolve();
  }
}
