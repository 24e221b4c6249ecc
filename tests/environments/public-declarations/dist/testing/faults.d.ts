/** What all faults have. */
export interface AnyFault {
    /** How many requests run into it, 1 to 1,000,000. One unless given. */
    readonly count?: number | undefined;
    /** After how many milliseconds, 600,000 at most. At once unless given. */
    readonly delay?: number | undefined;
    /** Only requests with this verb run into it. */
    readonly method?: "GET" | "POST" | undefined;
    /**
     * Whether the request is carried out before its answer is spoilt, so that a write has happened although its author cannot know.
     * False for `status` and `empty` and true for all others, unless given.
     */
    readonly executed?: boolean | undefined;
}
/** What those have that answer. */
export interface AnsweringFault extends AnyFault {
    /** The header `Stripe-Should-Retry` of the answer. None unless given. */
    readonly shouldRetry?: boolean | undefined;
}
/**
 * What the next requests run into. Faults that were asked for earlier come first, and each request runs into one at most.
 *
 * - `status`: Stripe's error envelope with this status, 400 to 599, 500 unless given.
 * - `empty`: this status, 403 unless given, without a body, as Stripe's gateway answers.
 * - `no_answer`: the connection is closed without an answer. (stripe-node tries once more whatever `maxNetworkRetries` says.)
 * - `hang`: no answer comes, until the client's timeout.
 * - `cut_body`: status and headers arrive, and the connection is closed in the middle of the body.
 * - `wrong_content_type`: the body is whole, and said to be HTML.
 * - `broken_json`: the body ends in the middle, and is said to be whole.
 * - `latency`: nothing but the `delay`.
 */
export type Fault = (AnsweringFault & {
    readonly kind: "status" | "empty";
    readonly status?: number | undefined;
}) | (AnyFault & {
    readonly kind: "no_answer" | "hang";
}) | (AnsweringFault & {
    readonly kind: "cut_body" | "wrong_content_type" | "broken_json";
}) | (AnsweringFault & {
    readonly kind: "latency";
    readonly delay: number;
});
/** What can go wrong. */
export type FaultKind = Fault["kind"];
