// Declares the calls that each contender implements, so that one program can measure all of them.

/** The user of all calls' scope. */
export const USER = "usr_1";

export interface HttpResponse {
  getStatusCode(): number;
  getHeaders(): Record<string, string>;
  toJSON(): Promise<unknown>;
}

/** stripe-node's interface, as far as the contenders use it. */
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
  ): Promise<HttpResponse>;
}

/** The four calls, all in the user's scope. */
export interface Calls {
  create(name: string, payload: string): Promise<unknown>;
  find(name: string): Promise<unknown>;
  list(): Promise<unknown>;
  remove(name: string): Promise<unknown>;
  /** Returns the reason that an error gives. */
  reasonOf(error: unknown): string | undefined;
}
