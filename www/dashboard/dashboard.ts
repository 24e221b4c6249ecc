// What the page is about, in one place: who is signed in, what the app may do there, the time, and what the extension has asked to be shown.

import { connectEmulator, type EmulatorConnection } from "stripe-secret-store/testing";
import type { Config } from "../server/config";
import { modeOfAddress, takeAnswer, type OAuthContext } from "./extension/oauth";
import { keep, load } from "./storage";

export interface User {
  readonly id: string;
  readonly name: string;
}

export interface Toast {
  readonly id: number;
  readonly message: string;
  readonly action?: { readonly label: string; readonly act: () => void } | undefined;
}

export interface DashboardState {
  readonly users: readonly User[];
  readonly account: { readonly id: string; readonly name: string };
  readonly user: User;
  readonly live: boolean;
  /** Whether the sandbox lets the extension compile WebAssembly. */
  readonly wasm: boolean;
  /** The name of the component that is shown. */
  readonly view: string;
  /** What the app was granted on the account. */
  readonly permissions: readonly string[];
  readonly oauthContext: OAuthContext | undefined;
  /** By how many seconds the emulator's clock is ahead. */
  readonly advanced: number;
  readonly toasts: readonly Toast[];
  /** Changes when the extension has to start anew. */
  readonly session: number;
  /** Why a control of this page did not work. */
  readonly failure: string | undefined;
}

export type Dashboard = Awaited<ReturnType<typeof openDashboard>>;

/** @throws Error when the emulator is not there, or has no account that installed the app */
export async function openDashboard(config: Config, emulator: EmulatorConnection = connectEmulator(config.emulator)) {
  const { app, worldApp } = config;
  const account = await installedOn();
  const kept = load(app.id);
  const user = account.users.find(({ id }) => id === kept.user) ?? account.users[0];
  if (user === undefined) throw new Error(`Nobody uses the Dashboard of ${account.id}.`);
  const mode = modeOfAddress();
  let state: DashboardState = {
    users: account.users,
    account,
    user,
    live: mode === undefined ? (kept.live ?? false) : mode === "live",
    wasm: kept.wasm ?? false,
    view: config.views.find(({ component }) => component === kept.view)?.component ?? config.views[0]?.component ?? "",
    permissions: account.permissions,
    oauthContext: takeAnswer(app.id, user.id),
    advanced: (await emulator.health()).advanced,
    toasts: [],
    session: 0,
    failure: undefined,
  };
  const listeners = new Set<() => void>();

  async function installedOn() {
    for (const { id, name, users, installations } of (await emulator.world()).accounts) {
      const installation = installations.find((one) => one.app === worldApp);
      if (installation) return { id, name, users, permissions: installation.permissions };
    }
    throw new Error(`No account in the emulator's world has installed ${worldApp}.`);
  }

  function update(change: Partial<DashboardState>) {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  /** For another user, or in another mode, the Dashboard opens another session: nothing of the one before goes over. */
  function anew(change: Partial<DashboardState> = {}) {
    update({ ...change, oauthContext: undefined, toasts: [], session: state.session + 1 });
    const { user, live, wasm, view } = state;
    keep(app.id, { user: user.id, live, wasm, view });
  }

  /** What may fail because the emulator is gone, as it does where somebody ends it to see what the extension says. */
  async function controlled(act: () => Promise<unknown>) {
    try {
      await act();
      update({ failure: undefined });
    } catch (error) {
      update({ failure: error instanceof Error ? error.message : String(error) });
    }
  }

  keep(app.id, { live: state.live });
  const permission = { app: worldApp, account: account.id, permission: "secret_write" } as const;
  return {
    config,
    emulator,
    state: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    signIn: (user: User) => anew({ user }),
    setMode: (live: boolean) => anew({ live }),
    allowWasm: (wasm: boolean) => anew({ wasm }),
    show: (view: string) => anew({ view }),
    reload: () => anew(),
    permit: (granted: boolean) =>
      controlled(async () => {
        await (granted ? emulator.grant(permission) : emulator.revoke(permission));
        update({ permissions: (await installedOn()).permissions });
      }),
    moveClock: (seconds: number) => controlled(async () => update({ advanced: (await emulator.advance(seconds)).advanced })),
    startOver: () =>
      controlled(async () => {
        await emulator.reset({ seed: false });
        anew({ permissions: (await installedOn()).permissions, advanced: 0 });
      }),
    toast(toast: Toast) {
      const others = state.toasts.filter(({ id }) => id !== toast.id);
      update({ toasts: [...others, toast].slice(-3) });
    },
    dismiss: (id: number) => update({ toasts: state.toasts.filter((toast) => toast.id !== id) }),
  };
}
