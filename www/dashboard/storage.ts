// Stores settings of each extension in localStorage as JSON. Invalid contents are ignored.

/** Holds an OAuth sign-in that an extension has started. */
interface PendingSignIn {
  readonly state: string;
  readonly verifier: string;
  /** The signed-in user. Another user does not receive the answer. */
  readonly user: string;
}

export interface StoredSettings {
  /** The app of the emulator's world that the extension runs as. */
  readonly app?: string | undefined;
  readonly user?: string | undefined;
  readonly livemode?: boolean | undefined;
  readonly wasm?: boolean | undefined;
  readonly localhost?: boolean | undefined;
  readonly embedded?: boolean | undefined;
  readonly view?: string | undefined;
  /** Unchecked: see readContext. */
  readonly context?: unknown;
  readonly pending?: readonly PendingSignIn[] | undefined;
}

export function loadSettings(app: string): StoredSettings {
  const text = localStorage.getItem(key(app));
  if (text === null) return {};
  try {
    const { app, user, livemode, wasm, localhost, embedded, view, context, pending } = JSON.parse(text) as Record<
      keyof StoredSettings,
      unknown
    >;
    return {
      app: typeof app === "string" ? app : undefined,
      user: typeof user === "string" ? user : undefined,
      livemode: livemode === true,
      wasm: wasm === true,
      localhost: localhost === true,
      embedded: embedded === true,
      view: typeof view === "string" ? view : undefined,
      context,
      pending: Array.isArray(pending) ? pending.filter(isPending) : [],
    };
  } catch {
    return {};
  }
}

export function saveSettings(app: string, change: StoredSettings): void {
  localStorage.setItem(key(app), JSON.stringify({ ...loadSettings(app), ...change }));
}

const key = (app: string) => `dashboard:${app}`;

function isPending(value: unknown): value is PendingSignIn {
  const { state, verifier, user } = Object(value) as Record<keyof PendingSignIn, unknown>;
  return [state, verifier, user].every((text) => typeof text === "string");
}
