import { useEffect, useRef } from "react";

/**
 * Returns the initial data until the store has answered. It belongs to the first query that the component shows: data of another query could be another
 * user's.
 *
 * @param query The query, or `undefined` if its name is not known yet.
 * @param isAnswered Tells whether the query has a value.
 * @param initialData The data.
 */
export function useInitialData<T>(query: object | undefined, isAnswered: boolean, initialData: T | undefined): T | undefined {
  /** The query that the data belongs to. It is null when that is over. */
  const owner = useRef<object | null | undefined>(undefined);
  if (owner.current === undefined) owner.current = query;
  const isOver = isAnswered || query !== owner.current;
  useEffect(() => {
    if (isOver) owner.current = null;
  });
  return isOver ? undefined : initialData;
}
