export interface StripeScope {
    type: "account" | "user";
    user?: string;
}
export interface StripeScopeParam {
    type: "account" | "user" | (string & {});
    user?: string;
}
export interface StripeSecret {
    id: string;
    object: "apps.secret";
    created: number;
    deleted?: boolean;
    expires_at: number | null;
    livemode: boolean;
    name: string;
    payload: string | null;
    scope: StripeScope;
}
export interface StripeSecretList {
    object: "list";
    data: StripeSecret[];
    has_more: boolean;
    url: string;
}
export type StripeResponse<T> = T & {
    lastResponse: {
        headers: {
            [key: string]: string;
        };
        requestId: string;
        statusCode: number;
        apiVersion?: string;
        idempotencyKey?: string;
        stripeAccount?: string;
    };
};
export interface StripeCreateParams {
    name: string;
    payload: string;
    scope: StripeScopeParam;
    expand?: string[];
    expires_at?: number;
}
export interface StripeNameParams {
    name: string;
    scope: StripeScopeParam;
    expand?: string[];
}
export interface StripeListParams {
    scope: StripeScopeParam;
    limit?: number;
    starting_after?: string;
    ending_before?: string;
    expand?: string[];
}
export interface StripeRequestOptions {
    apiKey?: string;
    idempotencyKey?: string;
    stripeAccount?: string;
    stripeContext?: string;
    apiVersion?: string;
    maxNetworkRetries?: number;
    timeout?: number;
    host?: string;
}
