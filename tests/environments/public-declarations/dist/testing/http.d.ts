export interface EmulatorResponse {
    getStatusCode(): number;
    getHeaders(): Record<string, string>;
    getRawResponse(): {
        status: number;
        headers: Record<string, string>;
        body: string;
    };
    toStream(streamCompleteCallback: () => void): never;
    toJSON(): Promise<unknown>;
}
export interface EmulatorHttpClient {
    getClientName(): string;
    makeRequest(host: string, port: string | number, path: string, method: string, headers: object, requestData: string | null | undefined, protocol: string, timeout: number): Promise<EmulatorResponse>;
}
