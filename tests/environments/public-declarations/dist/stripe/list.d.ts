export interface AutoPagingList<L, T> extends Promise<L>, AsyncIterableIterator<T> {
    autoPagingEach(handler: (item: T, next: (shouldContinue?: boolean) => void) => boolean | void | Promise<boolean | void>, onDone?: (error?: unknown) => void): Promise<void>;
    autoPagingToArray(options: {
        limit: number;
    }, onDone?: (error: unknown, items?: T[]) => void): Promise<T[]>;
}
