export interface RequestEntry {
    readonly time: number;
    readonly caller: {
        readonly app: string;
        readonly account: string;
        readonly user?: string;
        readonly livemode: boolean;
    } | null;
    readonly method: string;
    readonly path: string;
    readonly parameters: Readonly<Record<string, string>>;
    readonly headers: Readonly<Record<string, string>>;
    readonly status: number;
    readonly code: string | null;
    readonly requestId: string;
    readonly idempotencyKey: boolean;
    readonly attempt: number | null;
    readonly replayed: boolean;
    readonly fault: string | null;
    readonly assumptions: readonly string[];
    readonly duration: number;
    readonly answer: unknown;
}
