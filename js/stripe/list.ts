// A list that fetches its further pages, as stripe-node's lists do. By hand, since Stripe's older bundler refuses `for await` and asynchronous generators.

import { errorOf } from "./error.js";

/** The part of a page that is read. */
interface Page<T> {
  data: T[];
  has_more: boolean;
}

/**
 * The first page, and an iterator over the items of all pages: `for await (const secret of secrets.list({ scope }))`.
 *
 * @typeParam L The type of a page.
 * @typeParam T The type of an item.
 */
export interface AutoPagingList<L, T> extends Promise<L>, AsyncIterableIterator<T> {
  /**
   * Calls `handler` with each item of all pages, one after the other. It ends early when the handler returns `false`, or a promise of it.
   *
   * @param handler The function. With two parameters it gets a second one to call when it has finished.
   * @param onDone Called at the end, with the error if there is one.
   * @example
   * ```ts
   * await stripeSecrets.list({ scope: { type: "account" } }).autoPagingEach(({ name }) => console.log(name));
   * ```
   */
  autoPagingEach(
    handler: (item: T, next: (shouldContinue?: boolean) => void) => boolean | void | Promise<boolean | void>,
    onDone?: (error?: unknown) => void,
  ): Promise<void>;
  /**
   * Returns the items of all pages, at most `limit` of them.
   *
   * @param options `limit`, at most 10,000.
   * @param onDone Called at the end, with the error or `null` and the items.
   * @throws {StripeCompatibleError} `invalid_parameter` without a limit, or with one over 10,000
   * @example
   * ```ts
   * const all = await stripeSecrets.list({ scope: { type: "account" } }).autoPagingToArray({ limit: 100 });
   * console.log(all.length); // 0
   * ```
   */
  autoPagingToArray(options: { limit: number }, onDone?: (error: unknown, items?: T[]) => void): Promise<T[]>;
}

const enum Limit {
  /** The largest number of items of an array, as in stripe-node. */
  Items = 10_000,
}

const END: IteratorResult<never, undefined> = { value: undefined, done: true };

/**
 * @internal
 * Makes a list. `pageAfter` fetches the first page, or the one after an item, or the one before it if the iteration goes backwards.
 */
export function autoPaging<L extends Page<T>, T>(pageAfter: (item?: T) => Promise<L>, isBackwards: boolean): AutoPagingList<L, T> {
  const first = pageAfter();
  let page = first;
  let index = 0;
  let pending: Promise<IteratorResult<T, undefined>> | undefined;

  const itemOf = ({ data, has_more }: L): IteratorResult<T, undefined> | Promise<IteratorResult<T, undefined>> => {
    const items = isBackwards ? data.slice().reverse() : data;
    if (index < items.length) return { value: items[index++] as T, done: false };
    if (!has_more || !index) return END;
    // Only a page that has come replaces the one before: after an error the next call asks again.
    return pageAfter(items[index - 1]).then((following) => {
      page = Promise.resolve(following);
      index = 0;
      return itemOf(following);
    });
  };
  const settled = () => void (pending = undefined);
  // Calls at the same time get the same item, as stripe-node's do.
  const next = () => {
    if (!pending) {
      pending = page.then(itemOf);
      pending.then(settled, settled);
    }
    return pending;
  };

  type Handler = Parameters<AutoPagingList<L, T>["autoPagingEach"]>[0];
  const each = (handler: Handler): Promise<void> =>
    next().then(({ value, done }) => {
      if (done) return;
      const handled = new Promise<unknown>((resolve) => {
        const result = handler(value as T, resolve);
        if (handler.length < 2) resolve(result);
      });
      return handled.then((shouldContinue) => (shouldContinue === false ? undefined : each(handler)));
    });
  const autoPagingEach: AutoPagingList<L, T>["autoPagingEach"] = (handler, onDone) => {
    const ended = each(handler);
    if (onDone) ended.then(onDone, onDone);
    return ended;
  };
  const autoPagingToArray: AutoPagingList<L, T>["autoPagingToArray"] = (options, onDone) => {
    const { limit } = Object(options) as { limit: number };
    if (!(limit >= 1 && limit <= Limit.Items))
      throw errorOf({ code: "invalid_parameter", message: "limit must be 1 to 10,000.", param: "limit" });
    const items: T[] = [];
    const ended = each((item) => items.push(item) < limit).then(() => items);
    if (onDone) ended.then((items) => onDone(null, items), onDone);
    return ended;
  };

  const list: unknown = Object.assign(first, {
    autoPagingEach,
    autoPagingToArray,
    next,
    // `break` calls it.
    return: () => Promise.resolve(END),
    [Symbol.asyncIterator]: () => list,
  });
  return list as AutoPagingList<L, T>;
}
