/**
 * @internal
 * Calls `act` for each item, for at most two at the same time. After a failure it begins no more, and rejects with the first failure when the other has settled.
 */
export async function twoAtATime<Item>(items: readonly Item[], act: (item: Item) => Promise<unknown>): Promise<void> {
  let next = 0;
  let failure: { error: unknown } | undefined;
  const work = async () => {
    while (next < items.length && !failure) {
      try {
        await act(items[next++]!);
      } catch (error) {
        failure ||= { error };
      }
    }
  };
  await Promise.all([work(), work()]);
  if (failure) throw (failure as { error: unknown }).error;
}
