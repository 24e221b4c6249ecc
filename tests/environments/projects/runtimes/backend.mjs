// Uses the entry for backends in a runtime: the four operations over HTTP, failures, and signatures. Returns what all runtimes must agree on.

import { SecretStoreClient } from "stripe-secret-store";
import { createHttpClient, SignatureError, verifyStripeRequest, verifyStripeSignature } from "stripe-secret-store/node";

const KEY = "sk_test_app_a";

/** Describes an error by its code and its cause's. */
const codes = ({ code, cause }) => [code, cause?.code];

/**
 * Uses the emulator's server at the address `emulator`, a server that misbehaves at `hostile`, and the address `absent`, where no server listens. `signed` is a body
 * with its signature and the secret.
 */
export async function useBackend({ emulator, hostile, absent, signed: { body: text, header, secret } }) {
  const over = (url, options) => {
    const { hostname: host, port } = new URL(url);
    const address = { host, port: Number(port), protocol: "http" };
    const all = { httpClient: createHttpClient(), apiKey: KEY, scope: "account", maxNetworkRetries: 0, ...address, ...options };
    return new SecretStoreClient(all);
  };

  const secrets = over(emulator).forAccount("acct_cactus");
  await secrets.createSecret({ name: "name ü", payload: "payload 😀" });
  const found = await secrets.findSecret({ name: "name ü" });
  const { deleted } = await secrets.deleteSecret({ name: "name ü" });

  // The hostile server redirects writes and never answers a find.
  const [refused, redirected] = await Promise.all(
    [absent, hostile].map((url) => over(url).createSecret({ name: "n", payload: "p" }).catch(codes)),
  );
  const late = await over(hostile, { timeout: 200 }).findSecret({ name: "n" }).catch(codes);
  const aborter = new AbortController();
  const reason = new Error("the caller left");
  const call = over(hostile).findSecret({ name: "n" }, { signal: aborter.signal });
  setTimeout(() => aborter.abort(reason), 50);
  const aborted = await call.catch(({ code, cause }) => [code, cause.message, aborter.signal.aborted]);

  const { port } = new URL(emulator);
  const lineBreak = await createHttpClient()
    .makeRequest("127.0.0.1", port, "/", "POST", { Authorization: `Bearer ${KEY}\n` }, "", "http", 1_000)
    .catch((error) => [error.code, `${error.message}${error.cause}`.includes(KEY)]);

  const body = new TextEncoder().encode(text);
  const request = new Request("https://a.example", { method: "POST", body, headers: { "Stripe-Signature": header } });
  const { user, account } = await verifyStripeRequest(request, { secret });
  const signatures = await Promise.all([
    verifyStripeRequest(request, { secret }).catch(({ code }) => code),
    verifyStripeSignature(body, header, "absec_other").catch((error) => SignatureError.is(error) && error.code),
    verifyStripeSignature(body, header, "").catch(({ code, message }) => [code, message.slice(0, 17)]),
  ]);

  return {
    operations: [found.payload, deleted],
    refused,
    redirected,
    late,
    aborted,
    lineBreak,
    signatures: [user, account, ...signatures],
  };
}
