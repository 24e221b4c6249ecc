// The Dashboard's part: it says who is signed in and answers the extension's requests, here from the emulator.
// The extension reaches it as it reaches the real Dashboard, through the endpoint that the extension SDK looks up.

import type { SerializableRequestOptions, SerializableResponse } from "@stripe/ui-extension-sdk/api_fetch";
import { createEmulator, type RequestEntry } from "stripe-secret-store/testing";
import { serializable } from "./serializable";
import { loadState, saveState } from "./storage";

export const ACCOUNT = { id: "acct_cactus", name: "The Cactus Practice" };

export const USERS = [
  { id: "usr_1", name: "User 1" },
  { id: "usr_2", name: "User 2" },
] as const;

export type User = (typeof USERS)[number];

export interface HostState {
  user: User;
  /** By how many seconds the emulator's clock is ahead of the real one. */
  clockOffset: number;
  /** The newest first. */
  log: readonly RequestEntry[];
  /** Something about the page itself that its reader should know. */
  notice: string | null;
  /** Changes when the extension has to start anew: another user, or an emptied store. */
  session: number;
}

declare global {
  // The SDK finds the host here; see `getHostEndpoint` in @stripe/ui-extension-sdk.
  var __StripeExtExports: { endpoint: { call: HostCalls } } | undefined;
}

interface HostCalls {
  supportsFetchAppEmbeddedKey(): Promise<boolean>;
  stripeApiFetch(pathAndQuery: string, options?: SerializableRequestOptions): Promise<SerializableResponse>;
}

const LOG_LENGTH = 100;
const NOTICE_BROKEN = "What this page had kept could not be read, so it started afresh.";
const NOTICE_UNSAVED = "This browser keeps nothing for this page: its secrets will be gone after a reload.";

export type Host = ReturnType<typeof createHost>;

export function createHost() {
  const { emulator, ...restored } = restore();
  let state: HostState = { ...restored, log: [], session: 0 };
  const listeners = new Set<() => void>();

  function update(change: Partial<HostState>) {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  function save() {
    const { clockOffset, user, notice } = state;
    const saved = saveState({ snapshot: emulator.snapshot(), clockOffset, user: user.id });
    if (!saved && notice === null) update({ notice: NOTICE_UNSAVED });
  }

  async function stripeApiFetch(pathAndQuery: string, options: SerializableRequestOptions = {}) {
    const method = options.method === "POST" ? "POST" : "GET";
    const body = options.body === undefined ? null : String(options.body);
    try {
      const response = await emulator
        .httpClient({ account: ACCOUNT.id, user: state.user.id })
        .makeRequest("api.stripe.com", "443", pathAndQuery, method, options.headers ?? {}, body, "https", 80_000);
      return await serializable(response, pathAndQuery);
    } finally {
      update({ log: emulator.requests.slice(-LOG_LENGTH).reverse() });
      save();
    }
  }

  globalThis.__StripeExtExports = {
    endpoint: { call: { supportsFetchAppEmbeddedKey: async () => false, stripeApiFetch } },
  };

  return {
    state: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    signIn(user: User) {
      update({ user, session: state.session + 1 });
      save();
    },
    moveClock(seconds: number) {
      emulator.advance(seconds);
      update({ clockOffset: state.clockOffset + seconds });
      save();
    },
    startOver() {
      emulator.clear();
      update({ clockOffset: 0, log: [], notice: null, session: state.session + 1 });
      save();
    },
    dismissNotice() {
      update({ notice: null });
    },
  };
}

function restore() {
  const stored = loadState();
  if (typeof stored === "object") {
    try {
      const emulator = createEmulator({ snapshot: stored.snapshot });
      emulator.advance(stored.clockOffset);
      const user = USERS.find(({ id }) => id === stored.user) ?? USERS[0];
      return { emulator, user, clockOffset: stored.clockOffset, notice: null };
    } catch {
      // A snapshot that the emulator refuses, say of another version: the same as one that cannot be read.
    }
  }
  const notice = stored === "none" ? null : NOTICE_BROKEN;
  return { emulator: createEmulator(), user: USERS[0], clockOffset: 0, notice };
}
