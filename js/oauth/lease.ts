// A lease over a register without compare-and-swap: Fischer's mutual exclusion. A program that finds it free writes its own name, waits until every
// other write that began by finding it free has landed, and reads again. The last name written holds the lease, and every other program sees that.

import type { Scope } from "../index.js";
import { createExpiring } from "./create-secret.js";
import { checkOptions, OAuthError } from "./error.js";
import type { TokenClient } from "./token-client.js";
import { sleep } from "./timers.js";
import { unique } from "./unique.js";

/** Options of {@link createLease}. All programs that refresh a token set must use a lease, with the same `delay` and `ttl`. */
export interface LeaseOptions {
  /**
   * The maximum time for reading and writing a secret, in milliseconds. A slower program tries again. A refresh takes
   * longer by one to one and a half `delay`s. The other programs look again after half to one and a half `delay`s. Default: 2,000.
   */
  delay?: number;
  /**
   * The time until the lease of a program that exited with it expires, in milliseconds. A lease is held until the refresh request has settled. So
   * `ttl` must be well over the time of a request, which is at most 60,000 with `createOAuthProvider`. Default: 120,000.
   */
  ttl?: number;
}

/** Lets one program at a time refresh tokens. A token store uses it. */
export interface Lease {
  /**
   * Takes the lease, runs `act`, and gives the lease back when the promise settles. Runs nothing if the lease is no longer needed.
   *
   * @typeParam T The type that `act` resolves with.
   * @param act The work that needs the lease.
   * @param request Describes the work.
   * @throws the error of `act`; `SecretStoreError` the codes of `findSecret` and `createSecret`; {@link OAuthError} `refresh_failed` when the
   * lease could not be taken for three times its `ttl`
   * @example
   * ```ts
   * const request = { client: secrets, location: { name: "crm" }, clock: Date.now, minRemaining: 30_000, stillNeeded: async () => true };
   * const lease = createLease({ delay: 500 });
   * console.log(await lease.hold(async () => "done", request));
   * ```
   */
  hold<T>(act: () => Promise<T>, request: LeaseRequest): Promise<T | undefined>;
}

/** Describes the work that needs the lease. */
export interface LeaseRequest {
  /** Reads and writes the lease. */
  client: TokenClient;
  /** The secret that keeps the token set. The lease is in another, of this name with `.lease` added. */
  location: {
    /** Its name. */
    name: string;
    /** Its scope. Default: the client's. */
    scope?: Scope | undefined;
  };
  /** Returns the time, in milliseconds. */
  clock(): number;
  /** The part of its `ttl` that the lease must have left when it is taken, in milliseconds. */
  minRemaining: number;
  /** Returns whether the lease is still needed, after another program has held it. */
  stillNeeded(): Promise<boolean>;
}

/**
 * Creates a lease for {@link createTokenStore}: only the program that holds it refreshes. It is for providers that revoke the sign-in when a refresh token is sent twice. It keeps
 * another secret in the scope while it is held, named after the token set's with `.lease` added, and adds four requests and one to one and a half times `delay` to each refresh.
 *
 * @param options The times that all programs agree on.
 * @example
 * ```ts
 * const lease = createLease();
 * const tokens = createTokenStore({ client: secrets, name: "crm", scope: "account", refresh: crm.refresh, lease });
 * ```
 */
export function createLease(options: LeaseOptions = {}): Lease {
  checkOptions("createLease", options, 0, "delay ttl");
  const { delay = 2_000, ttl = 120_000 } = options;
  return {
    async hold(act, { client, location: { name, scope }, clock, minRemaining, stillNeeded }) {
      const location = { name: `${name}.lease`, scope };
      const begun = clock();
      let since = begun;
      let holder: string | null | undefined;
      /** Is false after another program has held the lease: then it may not be needed any more. */
      let isNeeded = true;
      // Many find at the same moment that a token has expired. If all of them wrote at once, all would be late.
      let pause = (Math.random() * delay) / 2;
      for (;;) {
        if (pause) await sleep(pause);
        pause = 0;
        const asked = clock();
        if (asked - begun > 3 * ttl)
          throw new OAuthError(
            "refresh_failed",
            "The lease could not be taken within three times its ttl. Make delay longer than a read and a write together, and ttl longer than the store's timeout.",
          );
        const now = (await client.findSecret(location))?.payload;
        if (now !== holder) since = clock();
        holder = now;
        // Programs do not agree about the time of day, so each one counts by its own clock how long it saw the same lease. A lease that has not changed
        // for its `ttl` has expired.
        if (now != null && clock() - since <= ttl) {
          isNeeded = false;
          pause = delay * (0.5 + Math.random());
        } else if (!isNeeded) {
          if (!(await stillNeeded())) return;
          isNeeded = true;
        } else {
          isNeeded = false;
          holder = `lease-${unique()}`;
          // The secret expires only for tidiness, in case no program ever reads it again.
          const expires_at = Math.ceil(clock() / 1000) + 86_400;
          await createExpiring(client, { name: location.name, scope, payload: holder, expires_at }).catch((cause) => {
            throw new OAuthError(
              "refresh_failed",
              `The lease needs a secret of its own, ${location.name}. It could not be written: see cause.`,
              cause,
            );
          });
          since = clock();
          // A write that came later than others wait for may have replaced a lease in use: it counts as another program's.
          if (since - asked > delay) continue;
          await sleep(delay);
          const last = await client.findSecret(location);
          if (last?.payload === holder && clock() - asked < ttl - minRemaining) {
            try {
              return await act();
            } finally {
              // After its `ttl` the lease may be another program's. A lease that is not given back expires by itself, so this may fail.
              if (clock() - asked < ttl - delay) await client.deleteSecret(location).catch(() => undefined);
            }
          }
          since = clock();
        }
      }
    },
  };
}
