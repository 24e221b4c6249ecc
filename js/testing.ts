// A Secret Store in the process, to test against: no Stripe account, no network, no server.
//
//   const emulator = createEmulator();
//   const secrets = new SecretStoreClient({ httpClient: emulator.httpClient({ user: "usr_1" }), userContext: { id: "usr_1" } });
//
// What it does is written in Rust (emulator/); this file keeps its clock and speaks the HttpClient interface for it.

import { EmulatorCore as Core, __wbg_set_wasm } from "../pkg/emulator/emulator_bg.js";
import binary, { imports } from "../pkg/emulator/emulator_bg.wasm";
import { instantiate } from "./instantiate.js";

/** Who asks. What is left out is the default world's: app `app_a` on account `acct_cactus`, in test mode. */
export interface Who {
  /** The app. Apps do not see each other's secrets. */
  app?: string | undefined;
  /** The account that installed the app. A backend may name another by the header `Stripe-Account`. */
  account?: string | undefined;
  /**
   * The user whose extension asks: it reaches the account's secrets and this user's. Left out, the app's backend asks,
   * which reaches every user's.
   */
  user?: string | undefined;
  /** Live mode rather than test mode. */
  livemode?: boolean | undefined;
}

/** A request as it was asked and answered. No payload and no key is in it. */
export interface RequestEntry {
  /** When, by the emulator's clock, in Unix seconds. */
  readonly time: number;
  /** Who asked, with the account that was meant. A backend has no `user`. */
  readonly who: { readonly app: string; readonly account: string; readonly user?: string; readonly livemode: boolean };
  /** `GET` or `POST`. */
  readonly method: string;
  /** The path without its query. */
  readonly path: string;
  /** By name as on the wire (`scope[type]`), decoded. Payloads, and values of unknown parameters, are `[hidden]`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The HTTP status of the answer. */
  readonly status: number;
  /** Stripe's code in the answer, such as `resource_missing`; null where there is none. */
  readonly code: string | null;
}

/** An answer as stripe-node's HTTP clients give it. */
export interface EmulatorResponse {
  /** The HTTP status. */
  getStatusCode(): number;
  /** The headers, by names in lower case. */
  getHeaders(): Record<string, string>;
  /** Status, headers and body as they are. */
  getRawResponse(): { status: number; headers: Record<string, string>; body: string };
  /** Throws, as the Dashboard's client does: the Secret Store streams nothing. */
  toStream(streamCompleteCallback: () => void): never;
  /** The body, parsed anew at each call. */
  toJSON(): Promise<any>;
}

/**
 * The emulator as an HTTP client: for `SecretStoreClient`, and for stripe-node's `httpClient` option. Its parameters
 * are wider than those of either, so that it fits both.
 */
export interface EmulatorHttpClient {
  /** `secret-store-emulator`. */
  getClientName(): string;
  /** Asks the emulator. Host, port, protocol and timeout are of no concern to it. */
  makeRequest(
    host: string,
    port: string | number,
    path: string,
    method: string,
    headers: object,
    requestData: string | null | undefined,
    protocol: string,
    timeout: number,
  ): Promise<EmulatorResponse>;
}

/** Options of {@link createEmulator}. */
export interface EmulatorOptions {
  /** The time in milliseconds. By default `Date.now()`, that of fake timers included. */
  now?: (() => number) | undefined;
  /** What {@link Emulator.snapshot} gave: the secrets to begin with. */
  snapshot?: string | undefined;
}

/** A Secret Store in the process. */
export interface Emulator {
  /** An HTTP client through which `who` asks. */
  httpClient(who?: Who): EmulatorHttpClient;
  /** Moves the emulator's clock forward, so that secrets expire. */
  advance(seconds: number): void;
  /** Every secret as JSON text, payloads included: for a page that keeps them across reloads. */
  snapshot(): string;
  /** Forgets every secret and request, and sets the clock back to `now`: as after `createEmulator()`, but no id comes again. */
  clear(): void;
  /** What was asked, the latest 1,000 requests, oldest first. */
  readonly requests: readonly RequestEntry[];
}

/** What the module's class is: see emulator/src/wasm.rs. */
interface EmulatorCore {
  handle(request: WireRequest, caller: Who, now: number): Exchange;
  snapshot(now: number): string;
  restore(snapshot: string): void;
  clear(): void;
}

type Pairs = [name: string, value: string][];

interface WireRequest {
  method: string;
  path: string;
  headers: Pairs;
  body: string;
}

interface Exchange {
  response: { status: number; headers: Pairs; body: string };
  entry: Omit<RequestEntry, "parameters"> & { parameters: Pairs };
}

const REQUESTS_KEPT = 1000;

let loaded = false;

/**
 * A new, empty Secret Store, or the one that a snapshot was taken of.
 *
 * @throws Error when an option is not what it has to be
 */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  known(options, "createEmulator()", ["now", "snapshot"]);
  // Looked up at each call: fake timers put another Date there.
  const { now = () => Date.now(), snapshot } = options;
  if (typeof now !== "function") throw new Error("createEmulator(): `now` has to be a function that gives milliseconds, like Date.now.");
  if (snapshot !== undefined && typeof snapshot !== "string") {
    throw new Error("createEmulator(): `snapshot` has to be the text that an emulator's snapshot() gave.");
  }

  const core = createCore();
  if (snapshot !== undefined) saying("createEmulator(): ", () => core.restore(snapshot));

  const requests: RequestEntry[] = [];
  let advanced = 0;

  function seconds(): number {
    const milliseconds = now();
    if (typeof milliseconds !== "number" || !(milliseconds >= 0 && milliseconds <= Number.MAX_SAFE_INTEGER)) {
      throw new Error("The emulator's `now` has to give milliseconds since 1970, like Date.now.");
    }
    return Math.floor(milliseconds / 1000 + advanced);
  }

  function ask(caller: Who, path: string, method: string, headers: object, data: string | null | undefined): EmulatorResponse {
    const request = {
      method: text(method, "method"),
      path: text(path, "path"),
      headers: pairs(headers),
      body: text(data ?? "", "requestData"),
    };
    const { response, entry } = saying("", () => core.handle(request, caller, seconds()));
    requests.push({ ...entry, parameters: record(entry.parameters) });
    if (requests.length > REQUESTS_KEPT) requests.shift();
    return answer(response.status, record(response.headers), response.body);
  }

  return {
    httpClient(who = {}) {
      const caller = checked(who);
      return {
        getClientName: () => "secret-store-emulator",
        // In a promise from the start: what is wrong with a request rejects and never throws.
        makeRequest: (_host, _port, path, method, headers, data) =>
          new Promise((resolve) => resolve(ask(caller, path, method, headers, data))),
      };
    },
    advance(by) {
      if (typeof by !== "number" || !(by >= 0 && by <= 1e11)) {
        throw new Error("advance(): the seconds have to be a number that is not negative.");
      }
      advanced += by;
    },
    snapshot: () => saying("snapshot(): ", () => core.snapshot(seconds())),
    clear() {
      core.clear();
      requests.length = 0;
      advanced = 0;
    },
    requests,
  };
}

/** The module is instantiated by the first emulator, not by importing this file. */
function createCore(): EmulatorCore {
  if (!loaded) {
    instantiate(binary, imports, __wbg_set_wasm);
    loaded = true;
  }
  return new Core() as EmulatorCore;
}

function answer(status: number, headers: Record<string, string>, body: string): EmulatorResponse {
  return {
    getStatusCode: () => status,
    getHeaders: () => ({ ...headers }),
    getRawResponse: () => ({ status, headers: { ...headers }, body }),
    toStream() {
      throw new Error("The Secret Store streams nothing: use toJSON().");
    },
    toJSON: () => new Promise((resolve) => resolve(JSON.parse(body))),
  };
}

function checked(who: Who): Who {
  known(who, "httpClient()", ["app", "account", "user", "livemode"]);
  const caller: Who = {};
  for (const field of ["app", "account", "user"] as const) {
    const id = who[field];
    if (id === undefined) continue;
    if (typeof id !== "string" || id === "")
      throw new Error(`httpClient(): \`${field}\` has to be an id such as "${EXAMPLES[field]}", or left out.`);
    caller[field] = id;
  }
  const { livemode } = who;
  if (livemode !== undefined) {
    if (typeof livemode !== "boolean") throw new Error("httpClient(): `livemode` has to be true or false, or left out.");
    caller.livemode = livemode;
  }
  return caller;
}

const EXAMPLES = { app: "app_a", account: "acct_cactus", user: "usr_1" };

/** Refuses what is no object, and fields that are misspelt. */
function known(value: unknown, where: string, fields: string[]): void {
  if (typeof value !== "object" || value === null) throw new Error(`${where}: expected an object with ${fields.join(", ")}, or nothing.`);
  const stranger = Object.keys(value).find((field) => !fields.includes(field));
  if (stranger !== undefined) throw new Error(`${where}: \`${stranger}\` is not known. It takes ${fields.join(", ")}.`);
}

function text(value: unknown, what: string): string {
  if (typeof value !== "string") throw new Error(`The emulator's makeRequest(): \`${what}\` is no string.`);
  return value;
}

/** Headers as HTTP clients are given them: a plain object, in which stripe-node leaves some undefined. */
function pairs(headers: object): Pairs {
  const found: Pairs = [];
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (value !== undefined && value !== null) found.push([name, String(value)]);
  }
  return found;
}

function record(list: Pairs): Record<string, string> {
  const found: Record<string, string> = {};
  // Defined, not assigned: a parameter may be called `__proto__`.
  for (const [name, value] of list) Object.defineProperty(found, name, { value, enumerable: true, writable: true, configurable: true });
  return found;
}

/** What the module throws is text; whoever tests wants an Error with a stack. */
function saying<T>(where: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw typeof error === "string" ? new Error(where + error) : error;
  }
}
