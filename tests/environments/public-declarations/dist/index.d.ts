export class SecretStoreClient {
    constructor(options: SecretStoreOptions);
    forUser(userContext: UserContext): SecretStoreClient;
    forAccount(account: string): SecretStoreClient;
    locate(params?: { scope?: Scope | undefined }): SecretLocation;
    createSecret(params: CreateSecretParams, options?: CallOptions): Promise<Secret>;
    findSecret(params: FindSecretParams, options?: CallOptions): Promise<FoundSecret | null>;
    listSecrets(params?: ListSecretsParams, options?: CallOptions): Promise<SecretList>;
    deleteSecret(params: DeleteSecretParams, options?: CallOptions): Promise<DeletedSecret>;
}
export interface SecretLocation {
    account: string | undefined;
    context: string | undefined;
    scope: SecretScope;
}
export function implementation(): "wasm" | "js";
export interface SecretStoreErrorDetails {
    param?: string | undefined;
    status?: number | undefined;
    stripeCode?: string | undefined;
    requestId?: string | undefined;
    docUrl?: string | undefined;
    retryable?: boolean | undefined;
    attempts?: number | undefined;
    cause?: unknown;
}
export class SecretStoreError extends Error {
    constructor(code: SecretStoreErrorCode, message: string, details?: SecretStoreErrorDetails);
    readonly code: SecretStoreErrorCode;
    readonly param?: string;
    readonly status?: number;
    readonly stripeCode?: string;
    readonly requestId?: string;
    readonly docUrl?: string;
    readonly retryable: boolean;
    readonly attempts: number;
    readonly cause?: Error extends { cause?: infer Cause } ? Cause : unknown;
    static is(value: unknown): value is SecretStoreError;
}
export interface HttpClient {
    getClientName(): string;
    makeRequest(
    host: string,
    port: string,
    path: string,
    method: "GET" | "POST",
    headers: Record<string, string>,
    requestData: string,
    protocol: "http" | "https",
    timeout: number,
    ): Promise<HttpClientResponse>;
}
export interface HttpClientResponse {
    getStatusCode(): number;
    getHeaders(): object;
    toJSON(): Promise<unknown>;
}
export interface AbortSignalLike {
    readonly aborted: boolean;
    readonly reason?: unknown;
    addEventListener: (type: "abort", listener: () => void) => void;
    removeEventListener: (type: "abort", listener: () => void) => void;
}
export interface SecretList {
    object: "list";
    data: Secret[];
    has_more: boolean;
    url: string;
}
export type Scope = "user" | "account" | SecretScope;
export interface FoundSecret extends Secret {
    payload: string;
}
export interface Secret {
    id: string;
    object: "apps.secret";
    created: number;
    expires_at?: number | null | undefined;
    livemode: boolean;
    name: string;
    scope: SecretScope;
    payload?: string | null | undefined;
}
export interface DeletedSecret {
    id: string;
    object: "apps.secret";
    deleted: true;
}
export interface SecretStoreOptions {
    httpClient: HttpClient;
    userContext?: UserContext | undefined;
    scope?: Scope | undefined;
    appContext?: AppContext | null | undefined;
    apiKey?: string | undefined;
    apiVersion?: string | undefined;
    stripeAccount?: string | undefined;
    stripeContext?: string | undefined;
    host?: string | undefined;
    port?: number | undefined;
    protocol?: "http" | "https" | undefined;
    timeout?: number | undefined;
    maxNetworkRetries?: number | undefined;
    cardNumbers?: "reject" | "allow" | undefined;
}
export interface CallOptions {
    signal?: AbortSignalLike | null | undefined;
    timeout?: number | undefined;
    maxNetworkRetries?: number | undefined;
    idempotencyKey?: string | undefined;
    stripeAccount?: string | undefined;
    stripeContext?: string | undefined;
}
export interface CreateSecretParams {
    name: string;
    payload: string;
    scope?: Scope | undefined;
    expires_at?: number | Date | null | undefined;
}
export interface DeleteSecretParams {
    name: string;
    scope?: Scope | undefined;
}
export interface FindSecretParams {
    name: string;
    scope?: Scope | undefined;
}
export interface ListSecretsParams {
    scope?: Scope | undefined;
    limit?: number | undefined;
    starting_after?: string | undefined;
    ending_before?: string | undefined;
}
export interface AppContext {
    authorizedPermissions?: readonly string[] | null | undefined;
}
export interface UserContext {
    id?: string | null | undefined;
}
export type SecretStoreErrorCode = "invalid_option" | "invalid_name" | "invalid_payload" | "invalid_scope" | "invalid_expiry" | "invalid_parameter" | "user_required" | "foreign_user" | "card_number" | "not_found" | "scope_full" | "permission_missing" | "unauthorized" | "app_uninstalled" | "rate_limited" | "idempotency_conflict" | "invalid_request" | "service_failure" | "host_not_ready" | "connection_failed" | "timeout" | "aborted" | "unreadable_response" | "unexpected_failure" | "webassembly_unavailable";
export type SecretScope = { type: "account" } | { type: "user"; user?: string | undefined };
