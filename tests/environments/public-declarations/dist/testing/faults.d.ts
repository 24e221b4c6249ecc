/** The fields of all faults. */
export interface AnyFault {
    /** The number of requests that run into it, 1 to 1,000,000. Default: 1. */
    readonly count?: number | undefined;
    /** After how many milliseconds, 600,000 at most. At once unless given. */
    readonly delay?: number | undefined;
    /** Only requests with this verb run into it. */
    readonly method?: "GET" | "POST" | undefined;
    /**
     * `true` carries the request out before it fails, so that a write happens although the caller cannot know.
     * Default: `false` for `status` and `empty`, `true` for all others.
     */
    readonly executed?: boolean | undefined;
}
/** The fields of faults that answer. */
export interface AnsweringFault extends AnyFault {
    /** The header `Stripe-Should-Retry` of the answer. None unless given. */
    readonly shouldRetry?: boolean | undefined;
}
/**
 * A failure of the next requests. Earlier faults come first, and each request runs into one at most.
 *
 * - `status`: Stripe's error envelope with this status, 400 to 599, by default 500.
 * - `empty`: this status, by default 403, without a body, as Stripe's gateway answers.
 * - `no_answer`: the connection is closed without an answer. (stripe-node sends one more request, also with `maxNetworkRetries: 0`.)
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
/** The kinds of faults. */
export type FaultKind = Fault["kind"];
