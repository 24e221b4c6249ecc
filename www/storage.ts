// What the page keeps across reloads: one JSON text in localStorage. Reading never throws: a text that cannot be used
// is reported as broken, and the page starts afresh.

const KEY = "stripe-secret-store";

export interface StoredState {
  /** What `emulator.snapshot()` gave. */
  snapshot: string;
  /** By how many seconds the emulator's clock is ahead of the real one. */
  clockOffset: number;
  /** The id of the user who was signed in. */
  user: string;
}

export function loadState(): StoredState | "none" | "broken" {
  let text: string | null;
  try {
    text = localStorage.getItem(KEY);
  } catch {
    return "none"; // Storage is switched off in this browser, so nothing was kept.
  }
  if (text === null) return "none";
  try {
    const value: unknown = JSON.parse(text);
    return isStoredState(value) ? value : "broken";
  } catch {
    return "broken";
  }
}

/** Answers whether the state could be kept: storage may be full or switched off. */
export function saveState(state: StoredState): boolean {
  try {
    localStorage.setItem(KEY, JSON.stringify(state));
    return true;
  } catch {
    return false;
  }
}

function isStoredState(value: unknown): value is StoredState {
  if (typeof value !== "object" || value === null) return false;
  const { snapshot, clockOffset, user } = value as Partial<Record<keyof StoredState, unknown>>;
  return typeof snapshot === "string" && Number.isSafeInteger(clockOffset) && Number(clockOffset) >= 0 && typeof user === "string";
}
