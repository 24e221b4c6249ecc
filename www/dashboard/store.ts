// Implements a store for React's useSyncExternalStore. An update replaces the whole state.

export function createStore<State extends object>(initial: State) {
  const listeners = new Set<() => void>();
  let state = initial;
  return {
    state: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    update(change: Partial<State>) {
      state = { ...state, ...change };
      for (const listener of listeners) listener();
    },
  };
}
