// Holds the state of the Dashboard session: the extension, its app, the user, the permissions and the toasts.

import type { Account, App, EmulatorConnection, User, WorldState } from "stripe-secret-store/testing";
import { messageOf } from "../frame/error-message";
import type { Location, NavigationReport } from "../frame/protocol";
import type { Config } from "../server/config";
import { installationOf } from "./access-map/access";
import { addressOf, cleanPath, deepLinkQuery, HOME, readAddress } from "./address";
import { DEFAULT_CONTEXT, readContext, type ContextSettings } from "./extension/context-settings";
import { FULL_PAGE, type View } from "./extension/extension";
import { extensionIn, forget, loadDropped, loadFile, loadServed, type Loaded } from "./extension/load";
import { modeOfAddress, takeAnswer, type OAuthContext } from "./extension/oauth";
import { sharedStorage } from "./extension/shared-storage";
import { appFor } from "./extension/world-app";
import { loadSettings, saveSettings } from "./storage";
import { createStore } from "./store";

export interface Toast {
  readonly id: number;
  readonly message: string;
  readonly action?: { readonly label: string; readonly act: () => void } | undefined;
}

export interface DashboardState {
  /** The extension in the sandbox, or the reason why it is missing. */
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
  /** True when the sandbox may request every port of localhost. */
  readonly localhost: boolean;
  /** True when the SDK in the sandbox calls the API itself, with an embedded key. SDK 8 cannot. */
  readonly embedded: boolean;
  /** The current view. Undefined without an extension or in an app without views. */
  readonly view: View | undefined;
  /** The location of a full-page view. Undefined in another view. */
  readonly location: PageLocation | undefined;
  readonly context: ContextSettings;
  /** The path patterns of the extension's routes. */
  readonly routes: readonly string[];
  /** The permissions that the account granted to the app. */
  readonly permissions: readonly string[];
  readonly oauthContext: OAuthContext | undefined;
  readonly toasts: readonly Toast[];
  /** Increases each time the extension restarts. */
  readonly session: number;
  /** The error of the last control that failed. */
  readonly failure: string | undefined;
}

export interface PageLocation extends Location {
  /** True when the frame has reported the location itself, so that it needs no message. */
  readonly isReported: boolean;
}

export type Dashboard = Awaited<ReturnType<typeof openDashboard>>;

/** @throws Error when the emulator does not answer, or its world has no account with a user */
export async function openDashboard(config: Config, emulator: EmulatorConnection) {
  const loaded = (await loadDropped()) ?? (await loadServed());
  const id = idOf(loaded);
  const settings = loadSettings(id);
  const first = await locate(appFor(extensionIn(loaded), (await emulator.world()).apps, settings.app), settings.user);
  const mode = modeOfAddress();
  const oauthContext = takeAnswer(id, first.user.id);
  const addressed = readAddress(id);
  const query = deepLinkQuery();
  const view = viewOf(loaded, addressed === undefined ? settings.view : FULL_PAGE);
  const { state, subscribe, update } = createStore<DashboardState>({
    ...first,
    loaded,
    livemode: mode === undefined ? (settings.livemode ?? false) : mode === "live",
    wasm: settings.wasm ?? false,
    localhost: settings.localhost ?? false,
    embedded: settings.embedded ?? false,
    view,
    location: locationOf(view, addressed),
    context: { ...readContext(settings.context), ...(query !== undefined && { query }) },
    routes: [],
    oauthContext,
    toasts: [],
    session: 0,
    failure: undefined,
  });
  writeAddress(true);
  addEventListener("popstate", followHistory);
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

  /** Restarts the extension, as Stripe's Dashboard does for another user or mode. */
  function restart(change: Partial<DashboardState> = {}) {
    const before = state();
    const after = { ...before, ...change };
    // An answer belongs to one app, user and mode. There it stays until the page reloads.
    const isSameSession = identityOf(before) === identityOf(after);
    const oauthContext = isSameSession && after.context.keepsOAuthContext ? before.oauthContext : undefined;
    update({ ...change, oauthContext, toasts: [], routes: [], session: before.session + 1 });
    const { loaded, user, livemode, wasm, localhost, embedded, view } = state();
    saveSettings(idOf(loaded), { user: user.id, livemode, wasm, localhost, embedded, view: view?.viewport });
  }

  function show(viewport: string, location?: Location) {
    const view = viewOf(state().loaded, viewport);
    restart({ view, location: locationOf(view, location) });
  }

  /** Writes the location into the page's address. The entry of the history remembers the view. */
  function writeAddress(replaces: boolean) {
    const { loaded, location, view } = state();
    const address = addressOf(idOf(loaded), location);
    const entry = { viewport: view?.viewport };
    if (replaces || address === window.location.pathname + window.location.search) history.replaceState(entry, "", address);
    else history.pushState(entry, "", address);
  }

  function followHistory({ state: entry }: PopStateEvent) {
    const location = readAddress(idOf(state().loaded));
    const isOpen = location !== undefined && state().location !== undefined;
    if (isOpen) update({ location: { ...location, isReported: false } });
    else show(location === undefined ? String(Object(entry).viewport) : FULL_PAGE, location);
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
      const isSame = idOf(loaded) === idOf(state().loaded);
      const view = viewOf(loaded, state().view?.viewport ?? settings.view);
      restart({
        loaded,
        view,
        location: locationOf(view, isSame ? state().location : undefined),
        context: isSame ? state().context : readContext(settings.context),
        ...(await locate(appFor(extensionIn(loaded), apps, settings.app), state().user.id)),
      });
      writeAddress(true);
    });

  saveSettings(id, { livemode: state().livemode, ...(query !== undefined && { context: state().context }) });
  return {
    config,
    emulator,
    storage: sharedStorage(),
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
    allowLocalhost: (localhost: boolean) => restart({ localhost }),
    embed: (embedded: boolean) => restart({ embedded }),
    show(viewport: string) {
      show(viewport);
      writeAddress(false);
    },
    /** Moves the full-page view, and opens it first if another view is shown. Returns false if the app does not have one. */
    navigate({ replace, href, searchParams }: NavigationReport, isReported = false): boolean {
      const location = { href: cleanPath(href), searchParams };
      const isOpen = state().location !== undefined;
      if (!isOpen && viewOf(state().loaded, FULL_PAGE)?.viewport !== FULL_PAGE) return false;
      if (isOpen) update({ location: { ...location, isReported } });
      else show(FULL_PAGE, location);
      writeAddress(replace && isOpen);
      return true;
    },
    setRoutes: (routes: readonly string[]) => update({ routes: [...routes].map(String) }),
    setContext(change: Partial<ContextSettings>) {
      const context = { ...state().context, ...change };
      update({ context });
      saveSettings(idOf(state().loaded), { context });
    },
    resetContext() {
      update({ context: DEFAULT_CONTEXT });
      saveSettings(idOf(state().loaded), { context: DEFAULT_CONTEXT });
    },
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

/** Tells one user of one app in one mode from another. */
export const identityOf = ({ loaded, app, user, livemode }: DashboardState): string =>
  JSON.stringify([idOf(loaded), app, user.id, livemode]);

const locationOf = (view: View | undefined, location: Location | undefined): PageLocation | undefined =>
  view?.viewport === FULL_PAGE ? { ...(location ?? HOME), isReported: false } : undefined;

function viewOf(loaded: Loaded, viewport: string | undefined): View | undefined {
  const views = extensionIn(loaded)?.views ?? [];
  return views.find((view) => view.viewport === viewport) ?? views[0];
}
