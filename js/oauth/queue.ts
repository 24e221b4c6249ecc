// One at a time, in a page or process: two copies of this module share the queues.

const QUEUES = Symbol.for("stripe-secret-store.oauth");

type Queues = Map<string, Promise<void>>;

/** Does something when all that was asked before under the same key has ended. */
export function inTurn<T>(key: string, act: () => Promise<T>): Promise<T> {
  const shared = globalThis as { [QUEUES]?: Queues };
  const queues = (shared[QUEUES] ||= new Map());
  const turn = Promise.resolve(queues.get(key)).then(act);
  const ended = turn
    .catch(() => undefined)
    .then(() => {
      if (queues.get(key) === ended) queues.delete(key);
    });
  queues.set(key, ended);
  return turn;
}
