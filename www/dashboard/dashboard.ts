// Holds the state of the Dashboard session: the extension, its app, the user, the permissions and the toasts.

import type { Account, App, EmulatorConnection, User, WorldState } from "stripe-secret-store/testing";
import { messageOf } from "../frame/error-message";
import type { Config } from "../server/config";
import type { View } from "./extension/extension";
import { extensionIn, forget, loadDropped, loadFile, loadServed, type Loaded } from "./extension/load";
import { modeOfAddress, takeAnswer, type OAuthContext } from "./extension/oauth";
import { appFor } from "./extension/world-app";
import { installationOf } from "./access-map/access";
import { loadSettings, saveSettings } from "./storage";
import { createStore } from "./store";

export interface Toast {
  readonly id: number;
  readonly message: string;
  readonly action?: { readonly label: string; readonly act: () => void } | undefined;
}

export interface DashboardState {
  /** The extension in the sandbox, or the reason that there is none. */
  readonly loaded: Loaded;
  /** The apps of the emulator's world. */
  readonly apps: readonly App[];
  /** The id of the app that the extension runs as. */
  readonly app: string;
  readonly users: readonly User[];
  readonly account: { readonly id: string; readonly name: string };
  readonly user: User;
  readonly livemode: boolean;
  /** True when the sandbox allows WebAssembly. */
  readonly wasm: boolean;
  /** True when the SDK in the sandbox calls the API itself, with an embedded key. SDK 8 cannot. */
  readonly embedded: boolean;
  /** The current view. Undefined without an extension or in an app without views. */
  readonly view: View | undefined;
  /** The permissions that the account granted to the app. */
  readonly permissions: readonly string[];
  readonly oauthContext: OAuthContext | undefined;
  readonly toasts: readonly Toast[];
  /** Increases each time the extension restarts. */
  readonly session: number;
  /** The error of the last control that failed. */
  readonly failure: string | undefined;
}

export type Dashboard = Awaited<ReturnType<typeof openDashboard>>;

/** @throws Error when the emulator does not answer, or its world has no account with a user */
export async function openDashboard(config: Config, emulator: EmulatorConnection) {
  const loaded = (await loadDropped()) ?? (await loadServed());
  const id = idOf(loaded);
  const settings = loadSettings(id);
  const first = await locate(appFor(extensionIn(loaded), (await emulator.world()).apps, settings.app), settings.user);
  const mode = modeOfAddress();
  const { state, subscribe, update } = createStore<DashboardState>({
    ...first,
    loaded,
    livemode: mode === undefined ? (settings.livemode ?? false) : mode === "live",
    wasm: settings.wasm ?? false,
    embedded: settings.embedded ?? false,
    view: viewOf(loaded, settings.view),
    oauthContext: takeAnswer(id, first.user.id),
    toasts: [],
    session: 0,
    failure: undefined,
  });
  /** The load that started last. The results of earlier loads are ignored. */
  let latest: Promise<Loaded> | undefined;

  /** Finds the account that installed an app, or else the first account, and its user. */
  async function locate(app: string, userId: string | undefined) {
    const { accounts, apps } = await emulator.world();
    const has = (account: Account) => account.installations.find((one) => one.app === app);
    const account = accounts.find(has) ?? accounts[0];
    const user = account?.users.find(({ id }) => id === userId) ?? account?.users[0];
    if (account === undefined || user === undefined) throw new Error("The emulator's world does not have an account with a user.");
    return { app, apps, account, users: account.users, user, permissions: has(account)?.permissions ?? [] };
  }

  /** Restarts the extension, as Stripe's Dashboard does for another user or mode. Nothing of the earlier session remains. */
  function restart(change: Partial<DashboardState> = {}) {
    update({ ...change, oauthContext: undefined, toasts: [], session: state().session + 1 });
    const { loaded, user, livemode, wasm, embedded, view } = state();
    saveSettings(idOf(loaded), { user: user.id, livemode, wasm, embedded, view: view?.viewport });
  }

  /** Reports a failed action. A developer may stop the emulator on purpose, to see how the extension reacts. */
  async function reportFailure(act: () => Promise<unknown>) {
    try {
      await act();
      update({ failure: undefined });
    } catch (error) {
      update({ failure: messageOf(error) });
    }
  }

  /** Runs another extension for the same user, and in the same view if it has that view. */
  const run = (loading: Promise<Loaded>) =>
    reportFailure(async () => {
      latest = loading;
      const loaded = await loading;
      if (latest !== loading) return;
      const settings = loadSettings(idOf(loaded));
      const { apps } = await emulator.world();
      restart({
        loaded,
        view: viewOf(loaded, state().view?.viewport ?? settings.view),
        ...(await locate(appFor(extensionIn(loaded), apps, settings.app), state().user.id)),
      });
    });

  saveSettings(id, { livemode: state().livemode });
  return {
    config,
    emulator,
    state,
    subscribe,
    /** Runs a file of the user's. */
    open: (file: File) => run(loadFile(file)),
    /** Replaces the user's file with the server's extension. */
    closeFile() {
      forget();
      return run(loadServed());
    },
    /** Reloads the server's extension after a change of its sources. */
    sourceChanged: async () => (state().loaded.isDropped ? undefined : run(loadServed())),
    runAs: (app: string) =>
      reportFailure(async () => {
        restart(await locate(app, state().user.id));
        saveSettings(idOf(state().loaded), { app });
      }),
    signIn: (user: User) => restart({ user }),
    setMode: (livemode: boolean) => restart({ livemode }),
    allowWasm: (wasm: boolean) => restart({ wasm }),
    embed: (embedded: boolean) => restart({ embedded }),
    show: (viewport: string) => restart({ view: viewOf(state().loaded, viewport) }),
    reload: async () => (state().loaded.isDropped ? restart() : run(loadServed())),
    /** Takes apps and permissions from the emulator's current world. */
    worldChanged(world: WorldState | undefined) {
      if (world === undefined) return;
      const { app, account } = state();
      const permissions = installationOf(world, { app, account: account.id })?.permissions ?? [];
      if (JSON.stringify([permissions, world.apps]) === JSON.stringify([state().permissions, state().apps])) return;
      update({ permissions, apps: world.apps });
    },
    /** @throws Error when the emulator does not reset its world */
    async startOver() {
      await emulator.reset();
      restart(await locate(state().app, state().user.id));
    },
    toast(toast: Toast) {
      const others = state().toasts.filter(({ id }) => id !== toast.id);
      update({ toasts: [...others, toast].slice(-3) });
    },
    dismiss: (id: number) => update({ toasts: state().toasts.filter((toast) => toast.id !== id) }),
  };
}

/** Returns the id that stores an extension's settings. */
const idOf = (loaded: Loaded): string => extensionIn(loaded)?.id ?? "";

function viewOf(loaded: Loaded, viewport: string | undefined): View | undefined {
  const views = extensionIn(loaded)?.views ?? [];
  return views.find((view) => view.viewport === viewport) ?? views[0];
}
