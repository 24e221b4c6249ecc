/** A request as it was asked and answered. No payload and no key is in it. */
export interface RequestEntry {
    /** When, by the emulator's clock, in Unix seconds. */
    readonly time: number;
    /** Who asked, on the account that was meant. A backend has no `user`. Null where that could not be told: no key, say. */
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
    /** `GET` or `POST`. A browser's preflights are not told. */
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
    /** The request had an idempotency key. The key itself is not told. */
    readonly idempotencyKey: boolean;
    /**
     * Which try of the same request it is, from 1: who tries again sends the same idempotency key. Null where there is none, as with every
     * `GET`: whether it was tried before cannot be told then.
     */
    readonly attempt: number | null;
    /** The answer was kept from an earlier request with the same idempotency key. */
    readonly replayed: boolean;
    /** The kind of the injected fault that it ran into; null where none was. */
    readonly fault: string | null;
    /** The assumptions that the answer rests on: behaviour that Stripe does not document. */
    readonly assumptions: readonly string[];
    /** How many milliseconds the emulator took for the answer, with the delay of a fault. */
    readonly duration: number;
    /** The JSON of the answer without its payloads, also if it did not arrive completely; null without a body. */
    readonly answer: unknown;
}
