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
  /** Takes the lease, and gives what gives it back; nothing when it was no longer wanted. */
  take(request: LeaseRequest): Promise<(() => Promise<void>) | undefined>;
}

/** For what a lease is taken. */
export interface LeaseRequest {
  client: TokenClient;
  /** The secret that is written: one beside the pair. */
  place: { name: string; scope?: Scope };
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
 * @example
 * ```ts
 * const tokens = createTokenStore({ client, name: "crm", scope: "account", refresh: crm.refresh, lease: createLease() });
 * ```
 */
export function createLease({ delay = 2_000, life = 60_000 }: LeaseOptions = {}): Lease {
  return { take: (request) => take(request, delay, life) };
}

async function take({ client, place, clock, use, wanted }: LeaseRequest, delay: number, life: number) {
  let holder: string | null | undefined;
  const begun = clock();
  let since = begun;
  /** Whether it was wanted a moment ago. */
  let isWanted = true;
  // Many find at the same moment that a token has ended. If all of them wrote at once, all would be late.
  await wait((Math.random() * delay) / 2);
  for (;;) {
    const asked = clock();
    if (asked - begun > 3 * life)
      throw new OAuthError(
        "refresh_failed",
        "The lease could not be had: is its `delay` too short for a read and a write, or its `life` for `timeout`?",
      );
    const found = await client.findSecret(place);
    const now = found?.payload;
    if (now !== holder) since = clock();
    holder = now;
    // By what this program saw for how long, and not by the time of day, which programs do not agree about. A lease that is still the same
    // after a life is nobody's.
    if (found && clock() - since <= life) {
      isWanted = false;
      await wait(delay * (0.5 + Math.random()));
    } else if (!isWanted) {
      isWanted = await wanted();
      if (!isWanted) return;
    } else {
      isWanted = false;
      holder = `lease-${Math.random()}-${Math.random()}`;
      // That it ends at all is only for tidiness, in case nobody ever asks for it again.
      const expires_at = Math.ceil(clock() / 1000) + 86_400;
      await client.createSecret({ ...place, payload: holder, expires_at });
      since = clock();
      // A write that came later than others wait for may have been written over a lease in use: it counts as somebody else's.
      if (since - asked <= delay) {
        await wait(delay);
        if ((await client.findSecret(place))?.payload === holder && clock() - asked < life - use) return giveBack(asked);
        since = clock();
      }
    }
  }

  function giveBack(taken: number) {
    return async () => {
      // After its life the lease may be another's. One that is not given back ends by itself, so it does not matter whether this succeeds.
      if (clock() - taken < life - delay) await client.deleteSecret(place).catch(() => undefined);
    };
  }
}
