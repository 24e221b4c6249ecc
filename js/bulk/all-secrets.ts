import type { CallOptions, ListSecretsParams, Secret, SecretStoreClient } from "../index.js";
import { storeError } from "../store-error.js";
import { checkClient } from "./check-client.js";

/** The parameters of {@link allSecrets}: those of `listSecrets` without `ending_before`. `limit` is the size of a page, 100 by default. */
export type AllSecretsParams = Omit<ListSecretsParams, "ending_before">;

/**
 * Iterates over all secrets of a scope, without their payloads. It asks for a page when the one before is used up, and only then.
 *
 * A loop that ends early asks for no more pages. Secrets that another program creates or deletes meanwhile may be missing. Do not delete in the loop: the next page begins
 * behind the last secret of the one before. {@link deleteSecrets} lists first.
 *
 * @param client The client.
 * @param params The scope, and the size of a page.
 * @param options For each request.
 * @throws {SecretStoreError} while it iterates, those of `listSecrets`; `unreadable_response` if the pages go round in circles
 * @example
 * ```ts
 * for await (const { name } of allSecrets(secrets, { scope: "account" })) console.log(name);
 * ```
 */
export function allSecrets(
  client: Pick<SecretStoreClient, "listSecrets">,
  params?: AllSecretsParams,
  options?: CallOptions,
): AsyncIterableIterator<Secret> {
  checkClient(client, "listSecrets", 'allSecrets(secrets, { scope: "account" })');
  const cursors = new Set<string | undefined>();
  let cursor = Object(params).starting_after as string | undefined;
  let page: Secret[] = [];
  let index = 0;
  let hasMore = true;

  async function readPage() {
    const { ending_before } = Object(params) as ListSecretsParams;
    if (ending_before !== undefined)
      throw storeError("invalid_parameter", "ending_before is not supported: use starting_after.", undefined, "ending_before");
    if (cursors.has(cursor)) throw storeError("unreadable_response", "The pages of the list go round in circles: try again later.");
    cursors.add(cursor);
    const answer = await client.listSecrets(
      Object.assign(Object.create(null), { limit: 100 }, params, cursor && { starting_after: cursor }),
      options,
    );
    page = answer.data;
    index = 0;
    hasMore = answer.has_more && page.length > 0;
    cursor = hasMore ? page[page.length - 1]!.id : undefined;
  }

  async function step(): Promise<IteratorResult<Secret, undefined>> {
    while (index >= page.length && hasMore) await readPage();
    return index < page.length ? { done: false, value: page[index++]! } : { done: true, value: undefined };
  }

  const end = () => {
    hasMore = false;
    index = page.length;
  };
  /** The last step. Callers may ask for several secrets at once, and each step needs the page of the one before. */
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(act: () => Result | Promise<Result>): Promise<Result> => {
    const turn = last.then(act);
    // As with a generator, nothing comes after an error.
    last = turn.catch(end);
    return turn;
  };
  return {
    next: () => inTurn(step),
    return: (value?: unknown) =>
      inTurn(() => {
        end();
        return { done: true as const, value };
      }),
    // By hand: Stripe's older bundler refuses asynchronous generators.
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
