// What the page keeps across reloads: one JSON text in localStorage. What it says is checked; where it makes no sense, the page starts afresh.

/** A sign-in elsewhere that an extension has begun. */
export interface PendingSignIn {
  readonly state: string;
  readonly verifier: string;
  /** Who was signed in. To another user its answer is none. */
  readonly user: string;
}

export interface Kept {
  /** As which app of the emulator's world it was chosen to run. */
  readonly app?: string | undefined;
  readonly user?: string | undefined;
  readonly livemode?: boolean | undefined;
  readonly wasm?: boolean | undefined;
  readonly embedded?: boolean | undefined;
  readonly view?: string | undefined;
  readonly pending?: readonly PendingSignIn[] | undefined;
}

export function load(app: string): Kept {
  const text = localStorage.getItem(key(app));
  if (text === null) return {};
  try {
    const { app, user, livemode, wasm, embedded, view, pending } = JSON.parse(text) as Record<keyof Kept, unknown>;
    return {
      app: typeof app === "string" ? app : undefined,
      user: typeof user === "string" ? user : undefined,
      livemode: livemode === true,
      wasm: wasm === true,
      embedded: embedded === true,
      view: typeof view === "string" ? view : undefined,
      pending: Array.isArray(pending) ? pending.filter(isPending) : [],
    };
  } catch {
    return {};
  }
}

export function keep(app: string, change: Kept): void {
  localStorage.setItem(key(app), JSON.stringify({ ...load(app), ...change }));
}

const key = (app: string) => `dashboard:${app}`;

function isPending(value: unknown): value is PendingSignIn {
  const { state, verifier, user } = Object(value) as Record<keyof PendingSignIn, unknown>;
  return [state, verifier, user].every((text) => typeof text === "string");
}
