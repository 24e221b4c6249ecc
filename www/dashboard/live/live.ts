// Follows the emulator's secrets and requests. After a lost connection it reconnects.

import type { EmulatorConnection, Fault, RequestEntry, StoredSecret, WorldState } from "stripe-secret-store/testing";
import { createStore } from "../store";
import { effectsOf, type Effect } from "./effects";
import { followStripeAnswers, type LoggedRequest } from "./stripe-answers";

export interface LiveState {
  /** False while the emulator does not answer. */
  readonly connected: boolean;
  /** Undefined before the emulator's first response. */
  readonly world: WorldState | undefined;
  readonly secrets: readonly StoredSecret[];
  /** The latest 1,000 requests, oldest first. */
  readonly requests: readonly LoggedRequest[];
  /** The pending faults. */
  readonly faults: readonly Fault[];
  /** The lead of the emulator's clock, in milliseconds. */
  readonly advanced: number;
  /** The recent change of each secret, by the secret's id. */
  readonly effects: ReadonlyMap<string, Effect>;
  /** Removed secrets that the page still shows for a moment. */
  readonly leaving: readonly StoredSecret[];
}

export type Live = ReturnType<typeof createLive>;

/** The number of requests that the emulator keeps. */
const MAX_REQUESTS = 1_000;

/** The time that a change stays marked, in milliseconds. */
const EFFECT_DURATION = 1_800;

/** The refresh period in milliseconds. Other programs change secrets too, and secrets expire. */
const REFRESH_PERIOD = 2_000;
const RECONNECT_DELAY = 1_000;

/** @param onDisconnected is called after each failed connection */
export function createLive(emulator: EmulatorConnection, onDisconnected: () => Promise<void>) {
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
  const answers = followStripeAnswers(() => update({ requests: state().requests.map(answers.add) }));
  /** The requests since the secrets were last read. */
  let unread: RequestEntry[] = [];
  /** The requests that the page does not show yet. */
  let pending: RequestEntry[] = [];
  /** True while the whole list of requests is being read. */
  let isListing = false;
  let reading: Promise<void> | undefined;
  let readAgain = false;
  let turns = 0;

  function onRequest(entry: RequestEntry) {
    unread.push(entry);
    // One update covers all requests of a frame.
    if (pending.push(entry) === 1) setTimeout(flush, 16);
  }

  function flush() {
    if (!isListing) addPending();
    void refresh();
  }

  function addPending() {
    // A request that arrives during the listing is in both lists.
    const known = new Set(state().requests.map(({ requestId }) => requestId));
    const added = pending.filter(({ requestId }) => !known.has(requestId));
    pending = [];
    update({ requests: [...state().requests, ...added.map(answers.add)].slice(-MAX_REQUESTS) });
  }

  /** Reads everything but the requests. A call during a read causes another read. */
  function refresh(): Promise<void> {
    readAgain = reading !== undefined;
    return (reading ??= read().finally(() => {
      reading = undefined;
      if (readAgain) void refresh();
    }));
  }

  async function read() {
    const requests = unread;
    unread = [];
    try {
      // One by one, because a browser allows six connections, and the extension needs some of them.
      const world = await emulator.world();
      const secrets = await emulator.secrets();
      const faults = await emulator.faults();
      const { advanced } = await emulator.health();
      const isFirst = state().world === undefined;
      show(isFirst ? [] : effectsOf(state().secrets, secrets, requests), { connected: true, world, secrets, faults, advanced });
    } catch {
      update({ connected: false });
    }
  }

  function show(found: readonly Effect[], change: Partial<LiveState>) {
    if (found.length === 0) return update(change);
    const turn = (turns += 1);
    const effects = new Map([...state().effects, ...found.map((effect) => [effect.secret.id, { ...effect, turn }] as const)]);
    const left = found.filter(({ kind }) => kind === "delete" || kind === "expire").map(({ secret }) => secret);
    update({ ...change, effects, leaving: [...state().leaving, ...left] });
    setTimeout(() => {
      update({
        effects: new Map([...state().effects].filter(([, effect]) => effect.turn !== turn)),
        leaving: state().leaving.filter((secret) => !left.includes(secret)),
      });
    }, EFFECT_DURATION);
  }

  async function follow() {
    for (;;) {
      try {
        await listen();
      } catch {
        // Every error means that the emulator does not answer.
      }
      update({ connected: false });
      // The page's own server may be down as well.
      await onDisconnected().catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, RECONNECT_DELAY));
    }
  }

  /** Resolves when the stream ends. */
  async function listen() {
    let end = () => {};
    const ended = new Promise<void>((resolve) => (end = resolve));
    pending = [];
    isListing = true;
    await emulator.onRequest(onRequest, end);
    // The stream has started before, so no request is missed.
    update({ requests: (await emulator.requests()).map(answers.add) });
    isListing = false;
    addPending();
    await refresh();
    await ended;
  }

  setInterval(() => {
    if (state().connected && document.visibilityState === "visible") void refresh();
  }, REFRESH_PERIOD);
  void follow();

  return {
    state,
    subscribe,
    refresh,
    /** Returns the emulator's time in seconds. Both run on this machine. */
    now: () => (Date.now() + state().advanced) / 1_000,
    /** Clears the requests after the emulator's reset. */
    forget: () => update({ requests: [], effects: new Map(), leaving: [] }),
  };
}
