// Models the Secret Store as a plain map: the result of every call, and the secrets after it.

import { ACTORS, USERS, type Actor, type Call } from "./steps";

export interface Entry {
  /** The id, which is known after the answer to a create. */
  id?: string | undefined;
  payload: string;
  /** The expiry in Unix seconds; 0 for never. */
  expiresAt: number;
}

/** The service's answer to a call that it carries out. */
export type Said =
  | { status: 200; entry?: Entry | undefined; names?: string[] }
  | { status: 400 | 403 | 404; code: "scope_full" | "permission_missing" | "app_uninstalled" | "missing" };

const SECRETS_IN_SCOPE = 10;

export class Model {
  readonly #scopes = new Map<string, Map<string, Entry>>();
  readonly #mayWrite = new Set(["app_a", "app_b"]);
  readonly #installed = new Set(["app_a", "app_b"]);

  setPermission(app: string, granted: boolean) {
    // Only an installed app can get permissions.
    if (this.#installed.has(app)) set(this.#mayWrite, app, granted);
  }

  setInstalled(app: string, installed: boolean) {
    // It has all permissions that it requests. Its secrets stay (assumption `uninstall_keeps`).
    if (installed && !this.#installed.has(app)) this.#mayWrite.add(app);
    set(this.#installed, app, installed);
  }

  isInstalled(app: string) {
    return this.#installed.has(app);
  }

  /** Carries a call out at a time in milliseconds. It may have begun earlier. */
  carryOut(call: Call, now: number, begun = now): Said {
    const actor = ACTORS[call.actor]!;
    if (!this.#installed.has(actor.app)) return { status: 403, code: "app_uninstalled" };
    const writes = call.do === "create" || call.do === "delete";
    if (writes && !this.#mayWrite.has(actor.app)) return { status: 403, code: "permission_missing" };
    const scope = this.scope(actor, call.scope, now);
    const entry = scope.get(call.name);
    switch (call.do) {
      case "create": {
        if (!entry && scope.size >= SECRETS_IN_SCOPE) return { status: 400, code: "scope_full" };
        const created = { id: entry?.id, payload: call.payload, expiresAt: expiryOf(call, begun) };
        scope.set(call.name, created);
        return { status: 200, entry: created };
      }
      case "delete":
        if (!entry) return { status: 404, code: "missing" };
        scope.delete(call.name);
        return { status: 200, entry };
      case "find":
        return entry ? { status: 200, entry } : { status: 404, code: "missing" };
      case "list":
        return { status: 200, names: [...scope.keys()] };
    }
  }

  /** Returns the secrets of a scope without the expired ones. */
  scope(actor: Actor, named: Call["scope"], now: number): Map<string, Entry> {
    const key = [actor.app, actor.livemode, scopeOf(actor, named)].join("/");
    let scope = this.#scopes.get(key);
    if (!scope) this.#scopes.set(key, (scope = new Map<string, Entry>()));
    for (const [name, { expiresAt }] of scope) if (expiresAt > 0 && expiresAt <= Math.floor(now / 1_000)) scope.delete(name);
    return scope;
  }

  /** Returns a copy for an experiment. */
  copy(): Model {
    const copy = new Model();
    for (const [key, scope] of this.#scopes) copy.#scopes.set(key, new Map([...scope].map(([name, entry]) => [name, { ...entry }])));
    for (const app of ["app_a", "app_b"]) {
      set(copy.#mayWrite, app, this.#mayWrite.has(app));
      set(copy.#installed, app, this.#installed.has(app));
    }
    return copy;
  }
}

/** Returns the scope of a call. An extension always has its own user's. */
export const scopeOf = (actor: Actor, named: Call["scope"]) => (named === "account" ? named : (actor.user ?? named));

/** All possible scopes, each with an actor that can access it. */
export const EVERY_SCOPE = [...ACTORS.keys()].flatMap((actor) =>
  ACTORS[actor]!.user === undefined || ACTORS[actor]!.livemode ? (["account", ...USERS] as const).map((scope) => ({ actor, scope })) : [],
);

/** Returns the expiry of a call's secret. Its seconds count from the beginning of the call. */
export const expiryOf = ({ expiresIn }: Call, now: number) => (expiresIn ? Math.floor(now / 1_000) + expiresIn : 0);

function set<T>(of: Set<T>, value: T, there: boolean) {
  if (there) of.add(value);
  else of.delete(value);
}
