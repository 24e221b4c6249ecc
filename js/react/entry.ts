// Keeps the state of one query, a secret or a scope's list, while a component shows it or a write of it is under way.

import { stopTimer } from "../stop-timer.js";
import { asError, type SecretError } from "./error.js";
import type { LoadOptions } from "./load-options.js";
import { createPolling } from "./polling.js";
import { LONGEST_TIMER, startTimer } from "./timer.js";

/** The state that a component shows. It is immutable: each change creates another one. */
export interface Snapshot<V> {
  readonly status: "loading" | "ready" | "error";
  readonly value: V | undefined;
  readonly error: SecretError | undefined;
  readonly isSaving: boolean;
}

export const LOADING: Snapshot<never> = { status: "loading", value: undefined, error: undefined, isSaving: false };

export interface Entry<V> {
  snapshot(): Snapshot<V>;
  /** Calls the listener at each change, and loads the value if it is enabled and not known yet. Returns a function that unsubscribes. */
  subscribe(listener: () => void, options: LoadOptions): () => void;
  /** Loads the value again if a component is enabled. Resolves when the newest request has settled, and never rejects. */
  refresh(): Promise<unknown>;
  /** Loads the value again, also if no component is enabled, and clears the error of the last write. */
  reload(): Promise<unknown>;
  /** Shows the error of a write that is not sent. */
  refuse(error: SecretError): void;
  /**
   * Shows a value immediately, and sends the write when the writes before it have settled. `confirmed` turns the answer into the value
   * that the store has then.
   */
  write<R>(value: V, send: () => Promise<R>, confirmed: (answer: R) => V): Promise<R>;
}

export interface EntryOptions<V> {
  /** Reads the value from the store. */
  load(signal: AbortSignal): Promise<V>;
  /** Returns the time when a value expires, in Unix seconds. */
  expiryOf(value: V): number | null | undefined;
  /** Returns the part of an expired value that may be shown until the store has answered again. */
  afterExpiry(value: V): V | undefined;
  /** Is called when a write has succeeded. */
  onWritten(): void;
  /** Is called when no component shows the value any more. */
  onUnused(): void;
}

export function createEntry<V>({ load, expiryOf, afterExpiry, onWritten, onUnused }: EntryOptions<V>): Entry<V> {
  const listeners = new Map<() => void, LoadOptions>();
  /** The value after each of the writes that have not settled. */
  const pending: V[] = [];
  let snapshot: Snapshot<V> = LOADING;
  /** The last value that the store has confirmed. */
  let confirmed: V | undefined;
  let loadError: SecretError | undefined;
  let writeError: SecretError | undefined;
  /** The one request whose answer counts. */
  let loading: AbortController | undefined;
  let lastWrite: Promise<unknown> = Promise.resolve();
  /** The newest request or write. */
  let newest = lastWrite;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const polling = createPolling(() => {
    if (!loading && !pending.length) refresh();
  });

  const enabled = () => Array.from(listeners.values()).filter(({ enabled = true }) => enabled);

  function show() {
    const isSaving = pending.length > 0;
    const value = isSaving ? pending[pending.length - 1] : confirmed;
    const error = loadError || writeError;
    const status = value !== undefined ? "ready" : loadError ? "error" : "loading";
    if (status === snapshot.status && value === snapshot.value && error === snapshot.error && isSaving === snapshot.isSaving) return;
    snapshot = { status, value, error, isSaving };
    listeners.forEach((_, listener) => listener());
  }

  function confirm(value: V | undefined) {
    confirmed = value;
    stopTimer(timer);
    const expiry = value === undefined ? undefined : expiryOf(value);
    if (expiry) expireAt(expiry * 1000);
  }

  function expireAt(time: number) {
    const left = time - Date.now();
    // If the store's clock is behind ours, it still has the secret. Then the wait doubles after each load.
    const wait = left > 0 ? left : Math.max(1000, -left);
    timer = startTimer(
      () => {
        if (left > LONGEST_TIMER) return expireAt(time);
        if (confirmed !== undefined) confirmed = afterExpiry(confirmed);
        refresh();
        show();
      },
      Math.min(wait, LONGEST_TIMER),
    );
  }

  function stop() {
    const controller = loading;
    loading = undefined;
    if (controller) controller.abort();
  }

  function refresh(isAsked?: boolean): Promise<unknown> {
    if (!(isAsked ? listeners.size : enabled().length)) {
      dropIfUnused();
      return newest;
    }
    if (pending.length) return newest.then(() => refresh(isAsked));
    stop();
    const controller = (loading = new AbortController());
    const isNewest = () => loading === controller;
    const settle = () => {
      // A caller that waits for an older request waits for the newest instead.
      if (!isNewest()) return newest === own ? undefined : newest;
      loading = undefined;
      polling.restart();
      show();
    };
    const own: Promise<unknown> = new Promise<V>((resolve) => resolve(load(controller.signal))).then(
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
        onWritten();
      },
      (thrown) => {
        pending.shift();
        // The error of a write that a later write replaces does not matter.
        if (!pending.length) writeError = asError(thrown);
        settle();
      },
    );
    return sent;
  }

  function settle() {
    if (!pending.length && confirmed === undefined) refresh();
    polling.restart();
    show();
    dropIfUnused();
  }

  /** Waits for a microtask: in StrictMode, and when one component replaces another, the last listener leaves and a new one comes in the same turn. */
  function dropIfUnused() {
    Promise.resolve().then(() => {
      if (listeners.size || pending.length) return;
      stop();
      confirm(undefined);
      loadError = writeError = undefined;
      snapshot = LOADING;
      onUnused();
    });
  }

  return {
    snapshot: () => snapshot,
    subscribe(listener, options) {
      listeners.set(listener, options);
      polling.update(enabled());
      // The first enabled component loads the value, and the others share it or its error.
      if (options.enabled !== false && enabled().length === 1 && confirmed === undefined && !loading && !pending.length) refresh();
      return () => {
        listeners.delete(listener);
        polling.update(enabled());
        dropIfUnused();
      };
    },
    refresh: () => refresh(),
    reload() {
      writeError = undefined;
      return refresh(true);
    },
    refuse(error) {
      writeError = error;
      show();
      dropIfUnused();
    },
    write,
  };
}
