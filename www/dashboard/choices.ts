// What was chosen on the page besides what the extension is about, and is there again after a reload.

import { createStore } from "./store";

/** The parts of the page. Where it is narrow, one is seen at a time. */
export const PANELS = ["extension", "picture", "log", "workbench"] as const;
export type Panel = (typeof PANELS)[number];

export interface Choices {
  readonly panel: Panel;
  /** Who you are in the picture. Nothing means: whoever is signed in, in the extension. */
  readonly who: { readonly app: string; readonly user: string | null } | undefined;
}

const KEY = "dashboard";

export type ChoicesStore = ReturnType<typeof createChoices>;

export function createChoices(storage: Storage = localStorage) {
  const { state, subscribe, update } = createStore(read(storage.getItem(KEY)));
  return {
    state,
    subscribe,
    choose(change: Partial<Choices>) {
      update(change);
      storage.setItem(KEY, JSON.stringify(state()));
    },
  };
}

/** What makes no sense is as if it was never chosen. */
function read(text: string | null): Choices {
  let kept: Record<keyof Choices, unknown> = { panel: undefined, who: undefined };
  try {
    kept = Object(JSON.parse(text ?? "{}"));
  } catch {
    // As if it was empty.
  }
  const { app, user } = Object(kept.who) as Record<"app" | "user", unknown>;
  const isWho = typeof app === "string" && (user === null || typeof user === "string");
  return { panel: PANELS.find((panel) => panel === kept.panel) ?? "picture", who: isWho ? { app, user } : undefined };
}
