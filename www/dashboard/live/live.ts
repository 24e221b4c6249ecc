// What the emulator keeps and what it was asked, as it changes. When the emulator is gone, it is asked for until it is there again.

import type { EmulatorConnection, Fault, RequestEntry, StoredSecret, WorldState } from "stripe-secret-store/testing";
import { createStore } from "../store";
import { effectsOf, type Effect } from "./effects";

export interface LiveState {
  /** False from when the emulator does not answer until it does again. */
  readonly connected: boolean;
  /** Nothing until the emulator has answered once. */
  readonly world: WorldState | undefined;
  readonly secrets: readonly StoredSecret[];
  /** The latest 1,000 requests, oldest first. */
  readonly requests: readonly RequestEntry[];
  /** What is still to fail. */
  readonly faults: readonly Fault[];
  /** By how many seconds the emulator's clock is ahead. */
  readonly advanced: number;
  /** What has just happened to a secret, by its id. */
  readonly effects: ReadonlyMap<string, Effect>;
  /** Secrets that are no longer there, and of which that has just become visible. */
  readonly leaving: readonly StoredSecret[];
}

export type Live = ReturnType<typeof createLive>;

/** As many as the emulator keeps. */
const KEPT = 1_000;

/** How long it is seen that something has happened, in milliseconds. */
const SEEN = 1_800;

/** Other programs change things too, and time passes. */
const PERIOD = 2_000;
const RETRY = 1_000;

/** @param missing is called each time that the emulator does not answer */
export function createLive(emulator: EmulatorConnection, missing: () => Promise<void>) {
  const { state, subscribe, update } = createStore<LiveState>({
    connected: true,
    world: undefined,
    secrets: [],
    requests: [],
    faults: [],
    advanced: 0,
    effects: new Map(),
    leaving: [],
  });
  /** Came since the secrets were last read. */
  let fresh: RequestEntry[] = [];
  /** Came since the page was last told. */
  let arrived: RequestEntry[] = [];
  /** The list of requests is being read, and takes the place of what the page has. */
  let isListing = false;
  let reading: Promise<void> | undefined;
  let again = false;
  let happened = 0;

  function hear(entry: RequestEntry) {
    fresh.push(entry);
    // One update for all that come within a frame, however many those are.
    if (arrived.push(entry) === 1) setTimeout(tell, 16);
  }

  function tell() {
    if (!isListing) add();
    void refresh();
  }

  function add() {
    // One that came while the list was read is in both.
    const known = new Set(state().requests.map(({ requestId }) => requestId));
    const added = arrived.filter(({ requestId }) => !known.has(requestId));
    arrived = [];
    update({ requests: [...state().requests, ...added].slice(-KEPT) });
  }

  /** Reads everything but the requests. What is asked for meanwhile is read once more afterwards. */
  function refresh(): Promise<void> {
    again = reading !== undefined;
    return (reading ??= read().finally(() => {
      reading = undefined;
      if (again) void refresh();
    }));
  }

  async function read() {
    const heard = fresh;
    fresh = [];
    try {
      // One by one: the extension's requests need connections as well, of which a browser has six.
      const world = await emulator.world();
      const secrets = await emulator.secrets();
      const faults = await emulator.faults();
      const { advanced } = await emulator.health();
      const isFirst = state().world === undefined;
      show(isFirst ? [] : effectsOf(state().secrets, secrets, heard), { connected: true, world, secrets, faults, advanced });
    } catch {
      update({ connected: false });
    }
  }

  function show(found: readonly Effect[], change: Partial<LiveState>) {
    if (found.length === 0) return update(change);
    const turn = (happened += 1);
    const effects = new Map([...state().effects, ...found.map((effect) => [effect.secret.id, { ...effect, turn }] as const)]);
    const left = found.filter(({ kind }) => kind === "delete" || kind === "expire").map(({ secret }) => secret);
    update({ ...change, effects, leaving: [...state().leaving, ...left] });
    setTimeout(() => {
      update({
        effects: new Map([...state().effects].filter(([, effect]) => effect.turn !== turn)),
        leaving: state().leaving.filter((secret) => !left.includes(secret)),
      });
    }, SEEN);
  }

  async function follow() {
    for (;;) {
      try {
        await listen();
      } catch {
        // Whatever it is, the emulator is not there.
      }
      update({ connected: false });
      // The page's own server may be gone as well.
      await missing().catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, RETRY));
    }
  }

  /** Until the stream ends. */
  async function listen() {
    let end = () => {};
    const ended = new Promise<void>((resolve) => (end = resolve));
    arrived = [];
    isListing = true;
    await emulator.onRequest(hear, end);
    // After the stream has begun, so that none is missed between.
    update({ requests: await emulator.requests() });
    isListing = false;
    add();
    await refresh();
    await ended;
  }

  setInterval(() => {
    if (state().connected && document.visibilityState === "visible") void refresh();
  }, PERIOD);
  void follow();

  return {
    state,
    subscribe,
    refresh,
    /** The time by the emulator's clock, in seconds. The emulator is on this machine. */
    now: () => Date.now() / 1_000 + state().advanced,
    /** Forgets what was asked, where the emulator has. */
    forget: () => update({ requests: [], effects: new Map(), leaving: [] }),
  };
}
