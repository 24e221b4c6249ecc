/** A request as it was asked and answered. No payload and no key is in it. */
export interface RequestEntry {
    /** When, by the emulator's clock, in Unix seconds. */
    readonly time: number;
    /** The caller, with the account of the request. A backend has no `user`. Null if the caller is unknown, for example without a key. */
    readonly caller: {
        /** The app. */
        readonly app: string;
        /** The account. */
        readonly account: string;
        /** The user whose extension asked. */
        readonly user?: string;
        /** Live mode rather than test mode. */
        readonly livemode: boolean;
    } | null;
    /** `GET` or `POST`. A browser's preflights are not logged. */
    readonly method: string;
    /** The path without its query. */
    readonly path: string;
    /** By name as on the wire (`scope[type]`), decoded. Payloads, and values of unknown parameters, are `[hidden]`. */
    readonly parameters: Readonly<Record<string, string>>;
    /**
     * The headers `stripe-account`, `stripe-context` and `stripe-version`, if they were sent. `[hidden]` replaces unexpected values. No other header is logged, and
     * `Authorization` never is.
     */
    readonly headers: Readonly<Record<string, string>>;
    /** The HTTP status of the answer, whether or not it arrived. */
    readonly status: number;
    /** Stripe's code in the answer, such as `resource_missing`, or null. */
    readonly code: string | null;
    /** The header `Request-Id` of the answer. */
    readonly requestId: string;
    /** `true` if the request had an idempotency key. The key itself is not logged. */
    readonly idempotencyKey: boolean;
    /**
     * The number of the attempt, from 1. A retry sends the same idempotency key. Null without a key, as for every `GET`, since a retry cannot be
     * recognised then.
     */
    readonly attempt: number | null;
    /** The answer was kept from an earlier request with the same idempotency key. */
    readonly replayed: boolean;
    /** The kind of the injected fault that it ran into; null where none was. */
    readonly fault: string | null;
    /** The assumptions that the answer rests on: behaviour that Stripe does not document. */
    readonly assumptions: readonly string[];
    /** The milliseconds until the answer, with the delay of a fault. */
    readonly duration: number;
    /** The JSON of the answer without its payloads, also if it did not arrive completely; null without a body. */
    readonly answer: unknown;
}
