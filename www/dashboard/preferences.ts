// Stores the page's own settings, which outlive a reload.

import { createStore } from "./store";

/** The parts of the page. A narrow page shows one at a time. */
export const PANELS = ["extension", "access-map", "log", "controls"] as const;
export type Panel = (typeof PANELS)[number];

/** The colours of the page. `auto` follows the system. */
export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export interface Preferences {
  readonly theme: Theme;
  readonly panel: Panel;
  /** The actor selected in the access map. Undefined means the extension and its signed-in user. */
  readonly actor: { readonly app: string; readonly user: string | null } | undefined;
}

const KEY = "dashboard";

export type PreferencesStore = ReturnType<typeof createPreferences>;

export function createPreferences(storage: Storage = localStorage) {
  const { state, subscribe, update } = createStore(read(storage.getItem(KEY)));
  return {
    state,
    subscribe,
    set(change: Partial<Preferences>) {
      update(change);
      storage.setItem(KEY, JSON.stringify(state()));
    },
  };
}

/** Falls back to the defaults for an invalid text. */
function read(text: string | null): Preferences {
  let stored: Record<keyof Preferences, unknown> = { theme: undefined, panel: undefined, actor: undefined };
  try {
    stored = Object(JSON.parse(text ?? "{}"));
  } catch {
    // An unreadable text counts as an empty one.
  }
  const { app, user } = Object(stored.actor) as Record<"app" | "user", unknown>;
  const isActor = typeof app === "string" && (user === null || typeof user === "string");
  const theme = THEMES.find((one) => one === stored.theme) ?? "auto";
  return { theme, panel: PANELS.find((panel) => panel === stored.panel) ?? "access-map", actor: isActor ? { app, user } : undefined };
}
