// What the page is about, in one place: who is signed in, what the app may do there, and what the extension has asked to be shown.

import type { Account, App, EmulatorConnection, User, WorldState } from "stripe-secret-store/testing";
import { messageOf } from "../frame/message";
import type { Config } from "../server/config";
import type { View } from "./extension/extension";
import { extensionIn, forget, loadDropped, loadFile, loadServed, type Loaded } from "./extension/load";
import { modeOfAddress, takeAnswer, type OAuthContext } from "./extension/oauth";
import { appFor } from "./extension/runs-as";
import { installationOf } from "./picture/reach";
import { keep, load } from "./storage";
import { createStore } from "./store";

export interface Toast {
  readonly id: number;
  readonly message: string;
  readonly action?: { readonly label: string; readonly act: () => void } | undefined;
}

export interface DashboardState {
  /** What runs in the sandbox, or why nothing does. */
  readonly loaded: Loaded;
  /** The apps of the emulator's world. */
  readonly apps: readonly App[];
  /** As which of them the extension runs. */
  readonly app: string;
  readonly users: readonly User[];
  readonly account: { readonly id: string; readonly name: string };
  readonly user: User;
  readonly livemode: boolean;
  /** Whether the sandbox lets the extension compile WebAssembly. */
  readonly wasm: boolean;
  /** Whether the sandbox asks the API itself, with a key that the host gives it, where the SDK can. */
  readonly embedded: boolean;
  /** What is shown. There is none where no extension could be loaded. */
  readonly view: View | undefined;
  /** What the app was granted on the account. */
  readonly permissions: readonly string[];
  readonly oauthContext: OAuthContext | undefined;
  readonly toasts: readonly Toast[];
  /** Changes when the extension has to start anew. */
  readonly session: number;
  /** Why a control of this page did not work. */
  readonly failure: string | undefined;
}

export type Dashboard = Awaited<ReturnType<typeof openDashboard>>;

/** @throws Error when the emulator is not there, or nobody has an account in its world */
export async function openDashboard(config: Config, emulator: EmulatorConnection) {
  const loaded = (await loadDropped()) ?? (await loadServed());
  const id = idOf(loaded);
  const kept = load(id);
  const first = await place(appFor(extensionIn(loaded), (await emulator.world()).apps, kept.app), kept.user);
  const mode = modeOfAddress();
  const { state, subscribe, update } = createStore<DashboardState>({
    ...first,
    loaded,
    livemode: mode === undefined ? (kept.livemode ?? false) : mode === "live",
    wasm: kept.wasm ?? false,
    embedded: kept.embedded ?? false,
    view: viewOf(loaded, kept.view),
    oauthContext: takeAnswer(id, first.user.id),
    toasts: [],
    session: 0,
    failure: undefined,
  });
  /** What was begun to be loaded last. What comes later, but was begun before, is not shown. */
  let latest: Promise<Loaded> | undefined;

  /** Where an app is, and who is there: the account that installed it, or the first if none did. */
  async function place(app: string, userId: string | undefined) {
    const { accounts, apps } = await emulator.world();
    const has = (account: Account) => account.installations.find((one) => one.app === app);
    const account = accounts.find(has) ?? accounts[0];
    const user = account?.users.find(({ id }) => id === userId) ?? account?.users[0];
    if (account === undefined || user === undefined) throw new Error("Nobody uses a Dashboard in the emulator's world.");
    return { app, apps, account, users: account.users, user, permissions: has(account)?.permissions ?? [] };
  }

  /** For another user, or in another mode, the Dashboard opens another session: nothing of the one before goes over. */
  function anew(change: Partial<DashboardState> = {}) {
    update({ ...change, oauthContext: undefined, toasts: [], session: state().session + 1 });
    const { loaded, user, livemode, wasm, embedded, view } = state();
    keep(idOf(loaded), { user: user.id, livemode, wasm, embedded, view: view?.viewport });
  }

  /** What may fail because the emulator is gone, as it does where somebody ends it to see what the extension says. */
  async function controlled(act: () => Promise<unknown>) {
    try {
      await act();
      update({ failure: undefined });
    } catch (error) {
      update({ failure: messageOf(error) });
    }
  }

  /** Runs something else, for the user who is signed in, and in the view that is shown where it has that. */
  const run = (loading: Promise<Loaded>) =>
    controlled(async () => {
      latest = loading;
      const loaded = await loading;
      if (latest !== loading) return;
      const kept = load(idOf(loaded));
      const { apps } = await emulator.world();
      anew({
        loaded,
        view: viewOf(loaded, state().view?.viewport ?? kept.view),
        ...(await place(appFor(extensionIn(loaded), apps, kept.app), state().user.id)),
      });
    });

  keep(id, { livemode: state().livemode });
  return {
    config,
    emulator,
    state,
    subscribe,
    /** Runs a file that somebody has chosen. */
    open: (file: File) => run(loadFile(file)),
    /** Runs the server's extension again, in place of a file. */
    giveUpFile() {
      forget();
      return run(loadServed());
    },
    /** The server's extension has changed. */
    changed: async () => (state().loaded.isDropped ? undefined : run(loadServed())),
    runAs: (app: string) =>
      controlled(async () => {
        anew(await place(app, state().user.id));
        keep(idOf(state().loaded), { app });
      }),
    signIn: (user: User) => anew({ user }),
    setMode: (livemode: boolean) => anew({ livemode }),
    allowWasm: (wasm: boolean) => anew({ wasm }),
    embed: (embedded: boolean) => anew({ embedded }),
    show: (viewport: string) => anew({ view: viewOf(state().loaded, viewport) }),
    reload: async () => (state().loaded.isDropped ? anew() : run(loadServed())),
    /** The world may have changed: what the app was granted, and which apps there are. */
    notice(world: WorldState | undefined) {
      if (world === undefined) return;
      const { app, account } = state();
      const permissions = installationOf(world, { app, account: account.id })?.permissions ?? [];
      if (JSON.stringify([permissions, world.apps]) === JSON.stringify([state().permissions, state().apps])) return;
      update({ permissions, apps: world.apps });
    },
    /** @throws Error when the emulator does not do it */
    async startOver() {
      await emulator.reset();
      anew(await place(state().app, state().user.id));
    },
    toast(toast: Toast) {
      const others = state().toasts.filter(({ id }) => id !== toast.id);
      update({ toasts: [...others, toast].slice(-3) });
    },
    dismiss: (id: number) => update({ toasts: state().toasts.filter((toast) => toast.id !== id) }),
  };
}

/** Under which name the page keeps what belongs to an extension. */
const idOf = (loaded: Loaded): string => extensionIn(loaded)?.id ?? "";

function viewOf(loaded: Loaded, viewport: string | undefined): View | undefined {
  const views = extensionIn(loaded)?.views ?? [];
  return views.find((view) => view.viewport === viewport) ?? views[0];
}
