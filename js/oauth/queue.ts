// The queues of a page or process. Two copies of this module share them.

const QUEUES = Symbol.for("stripe-secret-store.oauth");

type Queues = Map<string, Promise<void>>;

/** Runs `act` when every earlier call with the same key has settled. */
export function runExclusive<T>(key: string, act: () => Promise<T>): Promise<T> {
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
