// What the store has under one place, a secret or a scope's list, for as long as some component shows it or a write is on its way.

/** What there is to show: never changed, but replaced by another. */
export interface Shown<V> {
  readonly status: "loading" | "ready" | "error";
  readonly value: V | undefined;
  readonly error: Error | undefined;
  readonly isSaving: boolean;
}

export const LOADING: Shown<never> = { status: "loading", value: undefined, error: undefined, isSaving: false };

export interface Entry<V> {
  shown(): Shown<V>;
  /** Asks the store if nothing is known yet, and tells of each change. Answers how to stop. */
  subscribe(listener: () => void): () => void;
  /** Asks again. Resolves when the newest request has settled, and never rejects. */
  refresh(): Promise<unknown>;
  /** The same, for somebody who has seen why the last write failed. */
  reload(): Promise<unknown>;
  /** Shows a value at once, and sends the write when those before it have settled. `confirmed` tells what is there once it succeeded. */
  write<R>(value: V, send: () => Promise<R>, confirmed: (answer: R) => V): Promise<R>;
}

export interface Source<V> {
  ask(signal: AbortSignal): Promise<V>;
  /** When what was answered expires, in Unix seconds. */
  expiryOf(value: V): number | null | undefined;
  /** What of it may be shown from then on, until the store has answered again. */
  expired(value: V): V | undefined;
  /** A write has succeeded. */
  written(): void;
  /** Nobody shows it any more. */
  dropped(): void;
}

/** The longest that a timer can be, in milliseconds. */
const LONGEST_TIMER = 2_147_483_647;

export function createEntry<V>({ ask, expiryOf, expired, written, dropped }: Source<V>): Entry<V> {
  const listeners = new Set<() => void>();
  /** What the writes that have not settled will have made of it. */
  const pending: V[] = [];
  let shown: Shown<V> = LOADING;
  /** The last that the store has said. */
  let confirmed: V | undefined;
  let loadError: Error | undefined;
  let writeError: Error | undefined;
  /** The one request whose answer counts. */
  let asking: AbortController | undefined;
  let lastWrite: Promise<unknown> = Promise.resolve();
  /** The newest request or write. */
  let newest = lastWrite;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show() {
    const isSaving = pending.length > 0;
    const value = isSaving ? pending[pending.length - 1] : confirmed;
    const error = loadError || writeError;
    const status = value !== undefined ? "ready" : loadError ? "error" : "loading";
    if (status === shown.status && value === shown.value && error === shown.error && isSaving === shown.isSaving) return;
    shown = { status, value, error, isSaving };
    listeners.forEach((listener) => listener());
  }

  function confirm(value: V | undefined) {
    confirmed = value;
    clearTimeout(timer);
    const expiry = value === undefined ? undefined : expiryOf(value);
    if (expiry) expireAt(expiry * 1000);
  }

  function expireAt(time: number) {
    const left = time - Date.now();
    // The store's clock may be behind ours, and its secret still there: then it is asked less and less often.
    const wait = left > 0 ? left : Math.max(1000, -left);
    timer = setTimeout(
      () => {
        if (left > LONGEST_TIMER) return expireAt(time);
        if (confirmed !== undefined) confirmed = expired(confirmed);
        refresh();
      },
      Math.min(wait, LONGEST_TIMER),
    );
  }

  function stop() {
    const controller = asking;
    asking = undefined;
    if (controller) controller.abort();
  }

  function refresh(): Promise<unknown> {
    if (!listeners.size) {
      dropIfUnused();
      return newest;
    }
    if (pending.length) return newest.then(refresh);
    stop();
    const controller = (asking = new AbortController());
    const isNewest = () => asking === controller;
    const settle = () => {
      // Whoever waits for an older request waits for the newest instead.
      if (!isNewest()) return newest === own ? undefined : newest;
      asking = undefined;
      show();
    };
    const own: Promise<unknown> = new Promise<V>((resolve) => resolve(ask(controller.signal))).then(
      (value) => {
        if (isNewest()) confirm(value);
        return settle();
      },
      (thrown) => {
        if (isNewest()) loadError = asError(thrown);
        return settle();
      },
    );
    newest = own;
    loadError = undefined;
    show();
    return own;
  }

  function write<R>(value: V, send: () => Promise<R>, confirmedBy: (answer: R) => V): Promise<R> {
    stop();
    pending.push(value);
    loadError = writeError = undefined;
    show();
    const sent = lastWrite.then(send, send);
    lastWrite = newest = sent.then(
      (answer) => {
        pending.shift();
        confirm(confirmedBy(answer));
        settle();
        written();
      },
      (thrown) => {
        pending.shift();
        // What a later write has replaced is of no concern.
        if (!pending.length) writeError = asError(thrown);
        settle();
      },
    );
    return sent;
  }

  function settle() {
    if (!pending.length && confirmed === undefined) refresh();
    show();
    dropIfUnused();
  }

  /** A microtask later: StrictMode, and a component that takes another's place, leave and come back at once. */
  function dropIfUnused() {
    Promise.resolve().then(() => {
      if (listeners.size || pending.length) return;
      stop();
      confirm(undefined);
      loadError = writeError = undefined;
      shown = LOADING;
      dropped();
    });
  }

  return {
    shown: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1 && confirmed === undefined && !asking && !pending.length) refresh();
      return () => {
        listeners.delete(listener);
        dropIfUnused();
      };
    },
    refresh,
    reload() {
      writeError = undefined;
      return refresh();
    },
    write,
  };
}

/** What was thrown, as an Error: a parser, or a client of somebody's own, may throw anything. */
export function asError(thrown: unknown): Error {
  // By its shape, since it may come from another realm.
  if (thrown && typeof (thrown as Error).message === "string") return thrown as Error;
  return Object.assign(new Error("What was thrown is no Error. It is the cause of this one."), { cause: thrown });
}
