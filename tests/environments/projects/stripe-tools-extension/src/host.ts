// Plays the Dashboard for the SDK, with answers from an emulator.

interface HttpClient {
  makeRequest(
    host: string,
    port: string,
    path: string,
    method: string,
    headers: object,
    body: string | null,
    protocol: string,
    timeout: number,
  ): Promise<{ getStatusCode(): number; getHeaders(): object; toJSON(): Promise<unknown> }>;
}

/** Returns the endpoint that the SDK finds at `__StripeExtExports.endpoint`. */
export const hostOver = (httpClient: HttpClient) => ({
  call: {
    supportsFetchAppEmbeddedKey: async () => false,
    async stripeApiFetch(path: string, options: { method: string; headers: object; body?: string }) {
      const { method, headers, body = null } = options;
      const response = await httpClient.makeRequest("api.stripe.com", "443", path, method, headers, body, "https", 80_000);
      const status = response.getStatusCode();
      return { status, ok: status < 300, statusText: "", url: path, headers: response.getHeaders(), json: await response.toJSON() };
    },
  },
});
