// Uses all exports of the entry for backends, with the rules of client.ts.

import { SecretStoreClient, type FoundSecret, type HttpClient } from "stripe-secret-store";
import {
  createHttpClient,
  SignatureError,
  verifyStripeExpress,
  verifyStripeHono,
  verifyStripeRequest,
  verifyStripeSignature,
  withReadCache,
} from "stripe-secret-store/node";
import type {
  BackendFetch,
  CachedClient,
  ExpressMiddleware,
  ExpressRequest,
  HonoContext,
  HonoMiddleware,
  HttpClientOptions,
  ReadCacheOptions,
  SignatureErrorCode,
  SignatureOptions,
  SignedRequest,
  SignedRequestOptions,
  WebRequest,
  WebResponse,
} from "stripe-secret-store/node";
import { createEmulator } from "stripe-secret-store/testing";

const own: BackendFetch = fetch;
const sending: HttpClientOptions = { fetch: own };
const httpClient: HttpClient = createHttpClient(sending);
const tolerance: SignatureOptions = { tolerance: 300_000, clock: Date.now };
const options: SignedRequestOptions = { secret: "absec_made_up", maxBytes: 1_000, ...tolerance };
const express: ExpressMiddleware = verifyStripeExpress(options);
const hono: HonoMiddleware = verifyStripeHono(options);

/** Reads a secret once through the cache, and refuses three requests without a signature. */
export async function run(): Promise<string> {
  const emulator = createEmulator();
  const secrets = new SecretStoreClient({ httpClient: emulator.httpClient({ user: "usr_1" }), userContext: { id: "usr_1" } });
  const caching: ReadCacheOptions = { ttl: 1_000, maxEntries: 10, clock: Date.now };
  const cached: CachedClient = withReadCache(secrets, caching);
  await cached.createSecret({ name: "n", payload: "p" });
  const found: FoundSecret | null = await cached.refresh({ name: "n" });
  await cached.findSecret({ name: "n" });
  const other: CachedClient = cached.forAccount("acct_1");

  const unsigned: ExpressRequest = { headers: {} };
  const request: WebRequest = new Request("https://a.example", { method: "POST", body: "{}" });
  const refusals: Promise<SignedRequest | true | undefined>[] = [
    verifyStripeRequest(request, options),
    verifyStripeSignature(new Uint8Array(), undefined, "absec_made_up", tolerance),
    new Promise((resolve, reject) => express(unsigned, {}, (error) => (error ? reject(error) : resolve(undefined)))),
  ];
  const codes: (SignatureErrorCode | undefined)[] = await Promise.all(
    refusals.map((refused) =>
      refused.then(
        () => undefined,
        (error: unknown) => (SignatureError.is(error) ? error.code : undefined),
      ),
    ),
  );
  const answer: WebResponse = new SignatureError("signature_missing", "no").getResponse();
  const facts = [answer.status, httpClient.getClientName(), emulator.requests.length, other.locate().account];
  return JSON.stringify([found?.payload, codes, ...facts]);
}

/** Is only compiled, never run. */
export async function wrong(context: HonoContext): Promise<void> {
  await hono(context, async () => undefined);
  // @ts-expect-error a secret is needed
  verifyStripeExpress({});
  // @ts-expect-error a cache needs a life
  withReadCache(new SecretStoreClient({ httpClient }), {});
  // @ts-expect-error a parsed body is not what was signed
  await verifyStripeSignature({ user_id: "usr_1" }, "t=1,v1=0", "absec_made_up");
  // @ts-expect-error no code of that name
  new SignatureError("colour", "no");
  // @ts-expect-error no option of that name
  createHttpClient({ timeout: 1 });
}
