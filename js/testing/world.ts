// Types the world around the Secret Store: apps, the accounts that installed them, users, keys, and identities in it. Rust checks the contents of a
// world (emulator/src/world_file/mod.rs).

import { checkedBoolean, checkedId, checkFields } from "./checks.js";

/** The app, account, user and mode that a client claims. Default: the world's first app, the only account that installed it, test mode. */
export interface Identity {
  /** The app. Apps do not see each other's secrets, unless both are uploaded ones of one owner. */
  app?: string | undefined;
  /** The account that installed the app. A backend may name another by the header `Stripe-Account`. */
  account?: string | undefined;
  /**
   * The user whose extension sends the requests. It can access the secrets of the account and of this user. Default: the app's backend sends them,
   * which can access the secrets of every user.
   */
  user?: string | undefined;
  /** `true` for live mode. Default: `false`, test mode. */
  livemode?: boolean | undefined;
}

/** An app on an account. */
export interface Installation {
  /** The app. */
  app: string;
  /** The account. */
  account: string;
}

/** A permission of an app on an account. */
export interface Permission extends Installation {
  /** The permission. Default: `secret_write`, the only one that the Secret Store checks. Without it, every write is refused with a 403. */
  permission?: "secret_write" | undefined;
}

/**
 * The apps, accounts, keys and secrets that an emulator starts with. It has the form of the server's world files, so a world file in JSON can be imported and passed.
 * Ids are 1 to 255 letters, digits, `_` and `-`.
 */
export interface World {
  /** The apps, at least one. If an {@link Identity} does not name an app, it means the first one. */
  readonly apps: readonly WorldApp[];
  /** The accounts that have installed them. */
  readonly accounts: readonly WorldAccount[];
  /** `false` removes the keys that contain ids: see {@link EmulatorKey}. Then only `keys` are valid, which others cannot guess. Default: `true`. */
  readonly generated_keys?: boolean | undefined;
  /** Keys besides the generated ones: see {@link EmulatorKey}. */
  readonly keys?: readonly WorldKey[] | undefined;
  /** The secrets that exist from the start if `seeded` is `true`. Default: none. */
  readonly secrets?: readonly WorldSecret[] | undefined;
}

/** An app of a {@link World}. */
export interface WorldApp {
  /** The app's id, such as `app_mine`. */
  readonly id: string;
  /** The name that pages show. Default: the id. */
  readonly name?: string | undefined;
  /** The account of its developer. */
  readonly owner: string;
  /** A `published` app does not share its secrets. An `uploaded` app shares them with all uploaded apps of its owner. */
  readonly distribution: "published" | "uploaded";
  /** The permissions that it requests. Each installation grants them. Default: `["secret_write"]`. */
  readonly permissions?: readonly string[] | undefined;
}

/** An account of a {@link World}. */
export interface WorldAccount {
  /** The account's id, such as `acct_shop`. */
  readonly id: string;
  /** The name that pages show. Default: the id. */
  readonly name?: string | undefined;
  /** The users of its Dashboard. Default: none. */
  readonly users?:
    | readonly {
        /** The user's id, such as `usr_owner`. */
        readonly id: string;
        /** The name that pages show. Default: the id. */
        readonly name?: string | undefined;
      }[]
    | undefined;
  /** The ids of the apps that it has installed. Default: none. */
  readonly installed?: readonly string[] | undefined;
}

/** A key of a {@link World}. A key with a user is an extension's, and any other is a backend's. */
export interface WorldKey {
  /** The key: visible ASCII characters other than a colon. Make one up, since the emulator keeps it in plain text. */
  readonly key: string;
  /** The app. */
  readonly app: string;
  /** The only account that it works on, as an OAuth access token. Without it, the key works on every account that installed the app. */
  readonly account?: string | undefined;
  /** The user of an extension's key. A backend's key does not have one. */
  readonly user?: string | undefined;
  /** `true` for live mode, `false` for test mode. Default: live mode for a key such as `sk_live_…` or `rk_live_…`, and otherwise test mode. */
  readonly livemode?: boolean | undefined;
}

/** A secret of a {@link World}, for `seeded`. A scope holds at most 10. */
export interface WorldSecret {
  /** The app that stores it. */
  readonly app: string;
  /** The account. The app must be installed on it. */
  readonly account: string;
  /** The user that the secret belongs to. Default: it belongs to the account. */
  readonly user?: string | undefined;
  /** `true` for live mode. Default: `false`, test mode. */
  readonly livemode?: boolean | undefined;
  /** The secret's name: 1 to 5,000 characters. */
  readonly name: string;
  /** The payload: 1 to 5,000 characters. Make one up. */
  readonly payload: string;
  /** The time from the start to its expiry, in seconds. Default: it does not expire. */
  readonly expires_in?: number | undefined;
}

/** The current world. */
export interface WorldState {
  /** The apps. */
  readonly apps: readonly App[];
  /** The accounts. */
  readonly accounts: readonly Account[];
  /** The keys. */
  readonly keys: readonly EmulatorKey[];
}

/** An app of the current world. */
export interface App {
  /** The app's id, such as `app_a`. */
  readonly id: string;
  /** The name that pages show. */
  readonly name: string;
  /** The account of its developer. */
  readonly owner: string;
  /** An `uploaded` app shares its secrets with its owner's other uploaded apps. A `published` app does not share them. */
  readonly distribution: "published" | "uploaded";
  /** The permissions that it requests. */
  readonly permissions: readonly string[];
}

/** An account of the current world. */
export interface Account {
  /** The account's id, such as `acct_cactus`. */
  readonly id: string;
  /** The name that pages show. */
  readonly name: string;
  /** The users of its Dashboard. */
  readonly users: readonly User[];
  /** The apps that are installed, each with its granted permissions. */
  readonly installations: readonly {
    /** The app. */
    readonly app: string;
    /** The granted permissions. */
    readonly permissions: readonly string[];
  }[];
}

/** A user of an account. */
export interface User {
  /** The user's id, such as `usr_1`. */
  readonly id: string;
  /** The name that pages show. */
  readonly name: string;
}

/**
 * A key of the emulator, with its identity. The keys are made up: Stripe does not know them. The backend of each app has `sk_test_APP` and `sk_live_APP`.
 * The extension of an app has `ek_test_APP_USER` and `ek_live_APP_USER` for each user of an account.
 */
export interface EmulatorKey {
  /** The key. */
  readonly key: string;
  /** The app. */
  readonly app: string;
  /** The only account that it works on. A generated key works on every account that installed the app. */
  readonly account?: string;
  /** The user of an extension's key. A backend's key does not have one. */
  readonly user?: string;
  /** `true` for live mode, `false` for test mode. */
  readonly livemode: boolean;
}

const EXAMPLES = { app: "app_a", account: "acct_cactus", user: "usr_1" };

/**
 * Checks an identity, and removes undefined fields. It does not check whether the world has that identity.
 *
 * @internal
 */
export function checkedIdentity(identity: Identity): Identity {
  checkFields(identity, "httpClient()", ["app", "account", "user", "livemode"]);
  const caller: Identity = {};
  for (const field of ["app", "account", "user"] as const) {
    if (identity[field] !== undefined) caller[field] = checkedId(identity[field], "httpClient()", field, EXAMPLES[field]);
  }
  if (identity.livemode !== undefined) caller.livemode = checkedBoolean(identity.livemode, "httpClient()", "livemode");
  return caller;
}

/** @internal Returns an installation with checked fields. */
export function checkedInstallation(where: string, installation: Installation): Installation {
  checkFields(installation, where, ["app", "account"]);
  return {
    app: checkedId(installation.app, where, "app", EXAMPLES.app),
    account: checkedId(installation.account, where, "account", EXAMPLES.account),
  };
}

/** @internal Returns a permission with checked fields and its default. */
export function checkedPermission(where: string, asked: Permission): Required<Installation> & { permission: string } {
  checkFields(asked, where, ["app", "account", "permission"]);
  const { app, account, permission = "secret_write" } = asked;
  // Any other permission would change nothing, and is probably a mistake.
  if (permission !== "secret_write") throw new Error(`${where}: \`permission\` must be "secret_write", or left out.`);
  return { ...checkedInstallation(where, { app, account }), permission };
}

/**
 * Reads a world from Rust or from the server. Throws if it is invalid.
 *
 * @internal
 */
export function worldState({ apps, accounts, keys }: any): WorldState {
  for (const part of [apps, accounts, keys]) if (!Array.isArray(part)) throw new Error("no list");
  // A key without a user has null there, or nothing.
  return { apps, accounts, keys: keys.map(({ user, ...key }: any) => (user ? { ...key, user } : key)) };
}
