// Implements an HTTP client over the emulator's server. It sends the caller's key with each request.

import { record } from "./checks.js";
import { control, withAdvice } from "./control.js";
import { answer, CLIENT_NAME, effectiveTimeout, timedOut, wireRequest, type EmulatorHttpClient, type Pairs } from "./http.js";
import { withDeadline, send, type Stop } from "./network.js";
import { worldState, type EmulatorKey, type Identity, type WorldState } from "./world.js";

// `fetch` sets these headers itself, and does not allow callers to set them.
const NOT_SENT = ["connection", "content-length", "host", "keep-alive", "transfer-encoding"];

/** Returns an HTTP client for an identity of the server at this origin. */
export function connectedClient(origin: string, identity: Identity): EmulatorHttpClient {
  const named = (error: Error) => withAdvice("makeRequest()", origin, error);
  let key: string | undefined;

  /** Adds advice to the error of a request that fails. */
  const advised = <T>(work: Promise<T>): Promise<T> => work.catch((error) => Promise.reject(named(error)));

  return {
    getClientName: () => CLIENT_NAME,
    async makeRequest(_host, _port, path, method, headers, data, _protocol, timeout) {
      const request = wireRequest(path, method, headers, data);
      // After an origin, `@other.example` would name another host.
      if (!path.startsWith("/")) throw new Error("The emulator's makeRequest(): `path` must begin with `/`.");
      const exchange = async (stop: Stop) => {
        key ??= keyOf(identity, await advised(control(`${origin}/_emulator/world`, {}, stop, worldState)));
        const init = {
          method,
          headers: addressed(request.headers, key, identity.account),
          ...(method === "POST" && { body: request.body }),
        };
        const head = await advised(send(`${origin}${path}`, init, stop));
        const body = await head.text().then(
          (body) => ({ body }),
          () => ({ body: "", cut: true }),
        );
        return answer({ status: head.status, headers: record(head.headers), ...body });
      };
      // Waits a turn longer than the caller, so that a client with the same timeout gives up first.
      await Promise.resolve();
      return withDeadline(effectiveTimeout(timeout), exchange, { late: (milliseconds) => named(timedOut(milliseconds)) });
    },
  };
}

/** Returns the world's key for an identity. Throws if the world does not have one. */
function keyOf(identity: Identity, { apps, accounts, keys }: WorldState): string {
  const { app = apps[0]?.id ?? "", account, user, livemode = false } = identity;
  const users = accounts.filter(({ id }) => account === undefined || id === account).flatMap(({ users }) => users);
  checkIsKnown("app", app, apps);
  if (account !== undefined) checkIsKnown("account", account, accounts);
  if (user !== undefined) checkIsKnown("user", user, users);
  const isFor = (key: EmulatorKey) => key.app === app && key.user === user && key.livemode === livemode;
  // A key of one account works on no other, so it is the second choice.
  const found = keys.find((key) => isFor(key) && key.account === undefined) ?? keys.find((key) => isFor(key) && key.account === account);
  if (found === undefined) {
    const wanted = [app, account, user, livemode ? "live mode" : "test mode"].filter(Boolean).join(", ");
    throw new Error(
      `httpClient(): The server's world has no key for this identity (${wanted}). Add one to its world file, or set generated_keys = true.`,
    );
  }
  return found.key;
}

function checkIsKnown(what: string, id: string, there: readonly { id: string }[]): void {
  if (there.some((one) => one.id === id)) return;
  const ids = there.map((one) => one.id).join(", ") || "none";
  throw new Error(
    `httpClient(): There is no ${what} \`${id}\` in the server's world. There is: ${ids}. \`secret-store-emulator --world FILE\` takes another world.`,
  );
}

/** Returns the headers with this key in place of the caller's, and with the account if they name none. */
function addressed(headers: Pairs, key: string, account: string | undefined): Pairs {
  const is = (wanted: string) => (pair: [string, string]) => pair[0].toLowerCase() === wanted;
  const sent = headers.filter(([name]) => !NOT_SENT.includes(name.toLowerCase()));
  // Without any key the answer is a 401, as it is in the process.
  const keyed = sent.map((pair): [string, string] => (is("authorization")(pair) && pair[1] !== "" ? [pair[0], `Bearer ${key}`] : pair));
  return account === undefined || sent.some(is("stripe-account")) || sent.some(is("stripe-context"))
    ? keyed
    : [...keyed, ["Stripe-Account", account]];
}
