// One at a time, in a page or process: two copies of this module share the queues.

const QUEUES = Symbol.for("stripe-secret-store.oauth");

type Queues = Map<string, Promise<unknown>>;

/** Does something when all that was asked before under the same key has ended. */
export function inTurn<T>(key: string, act: () => Promise<T>): Promise<T> {
  const shared = globalThis as { [QUEUES]?: Queues };
  const queues = (shared[QUEUES] ||= new Map());
  const turn = (queues.get(key) || Promise.resolve()).then(act);
  const ended: Promise<void> = turn.then(leave, leave);
  queues.set(key, ended);
  return turn;

  function leave() {
    if (queues.get(key) === ended) queues.delete(key);
  }
}
