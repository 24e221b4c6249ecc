export interface AnyFault {
    readonly count?: number | undefined;
    readonly delay?: number | undefined;
    readonly method?: "GET" | "POST" | undefined;
    readonly executed?: boolean | undefined;
}
export interface AnsweringFault extends AnyFault {
    readonly shouldRetry?: boolean | undefined;
}
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
export type FaultKind = Fault["kind"];
