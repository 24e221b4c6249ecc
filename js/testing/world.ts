// Types the world around the Secret Store: apps, the accounts that installed them, users, keys, and identities in it. Rust checks the contents of a
// world (emulator/src/world_file/mod.rs).

import { checkedBoolean, checkedId, checkFields } from "./checks.js";

/** An identity. Defaults: the world's first app, the only account that installed it, test mode. */
export interface Identity {
  /** The app. Apps do not see each other's secrets, unless both are uploaded ones of one owner. */
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

/** An app on an account. */
export interface Installation {
  /** The app. */
  app: string;
  /** The account. */
  account: string;
}

/** A permission of an app on an account. */
export interface Permission extends Installation {
  /** `secret_write`, the only one that matters to the Secret Store: without it every write is refused with a 403. */
  permission?: "secret_write" | undefined;
}

/**
 * A world to start in. It has the form of the server's world files, so that a JSON file of one can be imported and passed.
 * Ids are 1 to 255 letters, digits, `_` and `-`.
 */
export interface World {
  /** One at least. The first is the one that asks where {@link Identity} names none. */
  readonly apps: readonly WorldApp[];
  /** The accounts that installed them. */
  readonly accounts: readonly WorldAccount[];
  /** `false` removes the keys that contain ids: see {@link EmulatorKey}. Then only `keys` are valid, which others cannot guess. Default: `true`. */
  readonly generated_keys?: boolean | undefined;
  /** Keys besides the generated ones: see {@link EmulatorKey}. */
  readonly keys?: readonly WorldKey[] | undefined;
  /** Secrets that are there from the start where `seeded` asks for them. */
  readonly secrets?: readonly WorldSecret[] | undefined;
}

/** An app of a {@link World}. */
export interface WorldApp {
  /** `app_mine`, say. */
  readonly id: string;
  /** For people. The id unless given. */
  readonly name?: string | undefined;
  /** The account of its developer. */
  readonly owner: string;
  /** `published`: it shares its secrets with no other app. `uploaded`: with all uploaded apps of its owner. */
  readonly distribution: "published" | "uploaded";
  /** The permissions that it requests. Each installation grants them. Default: `["secret_write"]`. */
  readonly permissions?: readonly string[] | undefined;
}

/** An account of a {@link World}. */
export interface WorldAccount {
  /** `acct_shop`, say. */
  readonly id: string;
  /** For people. The id unless given. */
  readonly name?: string | undefined;
  /** The users of its Dashboard. */
  readonly users?:
    | readonly {
        /** `usr_owner`, say. */
        readonly id: string;
        /** For people. The id unless given. */
        readonly name?: string | undefined;
      }[]
    | undefined;
  /** The ids of the apps that it has installed. */
  readonly installed?: readonly string[] | undefined;
}

/** A key of a {@link World}: a backend's, or with a user an extension's. */
export interface WorldKey {
  /** Visible ASCII without colons. Make one up: the emulator keeps it in plain text. */
  readonly key: string;
  /** The app. */
  readonly app: string;
  /** The only account that it works on, as an OAuth access token. Without it, the key works on every account that installed the app. */
  readonly account?: string | undefined;
  /** The user of an extension's key. A backend's key has none. */
  readonly user?: string | undefined;
  /** Live mode rather than test mode. Unless given, `_live_` or `_test_` in the key decides, and test mode for any other key. */
  readonly livemode?: boolean | undefined;
}

/** A secret of a {@link World}, for `seeded`. A scope holds 10 at most. */
export interface WorldSecret {
  /** The app that keeps it. */
  readonly app: string;
  /** The account. The app must be installed on it. */
  readonly account: string;
  /** The user whose it is. Left out, it is the account's. */
  readonly user?: string | undefined;
  /** Live mode rather than test mode. */
  readonly livemode?: boolean | undefined;
  /** 1 to 5,000 characters. */
  readonly name: string;
  /** 1 to 5,000 characters. Make one up. */
  readonly payload: string;
  /** In how many seconds from the start it expires. Left out, never. */
  readonly expires_in?: number | undefined;
}

/** The world as it stands. */
export interface WorldState {
  /** The apps. */
  readonly apps: readonly App[];
  /** The accounts. */
  readonly accounts: readonly Account[];
  /** The keys. */
  readonly keys: readonly EmulatorKey[];
}

/** An app as it stands in the world. */
export interface App {
  /** `app_a`, say. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** The account of its developer. */
  readonly owner: string;
  /** `uploaded` apps share secrets with their owner's other uploaded apps. */
  readonly distribution: "published" | "uploaded";
  /** The permissions that it requests. */
  readonly permissions: readonly string[];
}

/** An account as it stands in the world. */
export interface Account {
  /** `acct_cactus`, say. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** The users of its Dashboard. */
  readonly users: readonly User[];
  /** The apps that are installed, each with what it was granted. */
  readonly installations: readonly {
    /** The app. */
    readonly app: string;
    /** The granted permissions. */
    readonly permissions: readonly string[];
  }[];
}

/** A user of an account. */
export interface User {
  /** `usr_1`, say. */
  readonly id: string;
  /** For people. */
  readonly name: string;
}

/**
 * A key, and who holds it. Made up: Stripe knows none of them. For each app there are `sk_test_APP` and `sk_live_APP`, its backend's,
 * and for each user of an account `ek_test_APP_USER` and `ek_live_APP_USER`, an extension's.
 */
export interface EmulatorKey {
  /** The key. */
  readonly key: string;
  /** The app. */
  readonly app: string;
  /** The only account that it works on. A generated key has none. */
  readonly account?: string;
  /** The user of an extension's key. A backend's key has none. */
  readonly user?: string;
  /** Live mode rather than test mode. */
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

/** @internal */
export function checkedInstallation(where: string, installation: Installation): Installation {
  checkFields(installation, where, ["app", "account"]);
  return {
    app: checkedId(installation.app, where, "app", EXAMPLES.app),
    account: checkedId(installation.account, where, "account", EXAMPLES.account),
  };
}

/** @internal */
export function checkedPermission(where: string, asked: Permission): Required<Installation> & { permission: string } {
  checkFields(asked, where, ["app", "account", "permission"]);
  const { app, account, permission = "secret_write" } = asked;
  // Any other would change nothing, and be a slip of the pen.
  if (permission !== "secret_write") throw new Error(`${where}: \`permission\` has to be "secret_write", or left out.`);
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
