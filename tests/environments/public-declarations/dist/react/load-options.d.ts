export interface LoadOptions {
    enabled?: boolean | undefined;
    refetchOnFocus?: boolean | undefined;
    refetchInterval?: number | false | undefined;
}
