// Answers the routes of Stripe's API other than the Secret Store's: from files, from a server that speaks Stripe's API, or by saying what is missing.

import { randomBytes } from "node:crypto";
import express, { Router, type Request, type Response } from "express";
import { fixtures, type StripeRequest } from "./fixtures";
import { isSecretStore } from "./secret-store-path";

/** Options of {@link stripeApi}. */
export interface StripeApiOptions {
  /** The emulator's origin. Its log gets the requests without an answer. */
  readonly emulator: string;
  /** The folder of JSON files that answer. */
  readonly fixtures?: string | undefined;
  /** The address of a server that speaks Stripe's API, as stripe-mock does. A user name in it is the API key to send. */
  readonly stripeMock?: string | undefined;
  /** Called with a sentence about each request without an answer. */
  readonly report?: ((text: string) => void) | undefined;
}

/** The headers that are passed on to the server, and back. */
const PASSED = ["accept", "content-type", "idempotency-key", "stripe-version", "stripe-account", "stripe-context"];
const RETURNED = ["content-type", "request-id", "stripe-version", "idempotency-key", "original-request", "stripe-should-retry"];

/** stripe-mock wants a key that looks like one, and knows none of the emulator's. */
const USUAL_KEY = "sk_test_123";

/** The limit for an answer, in milliseconds. */
const TIMEOUT = 80_000;

const LARGEST_BODY = "10mb";

/** Returns the path of the routes. Only the page and its frame know it. */
export const secretPath = (): string => `/stripe/${randomBytes(16).toString("hex")}`;

/**
 * Returns the routes, for any origin: their path cannot be guessed.
 *
 * @throws Error when the folder is missing or the address is not one of HTTP
 */
export function stripeApi(options: StripeApiOptions): Router {
  const read = options.fixtures === undefined ? undefined : fixtures(options.fixtures);
  const mock = options.stripeMock === undefined ? undefined : mockOf(options.stripeMock);
  const report = options.report ?? (() => {});
  const router = Router();
  router.use((request, response, next) => {
    response.set({
      "Access-Control-Allow-Origin": "*",
      "Access-Control-Allow-Methods": "GET, POST, DELETE",
      "Access-Control-Allow-Headers": request.get("access-control-request-headers") ?? "",
      "Access-Control-Expose-Headers": "Request-Id, Stripe-Should-Retry",
    });
    if (request.method === "OPTIONS") return void response.status(204).end();
    next();
  });
  router.use(express.raw({ type: () => true, limit: LARGEST_BODY }), async (request, response) => {
    // Normalized once, because every receiver normalizes. `/v1/../_emulator/reset` does not belong to Stripe's API.
    const { pathname, search } = new URL(`http://localhost${request.url}`);
    const asked: Asked = { request, method: request.method, pathname, url: pathname + search };
    if (!/^\/v\d+\//.test(pathname) || isSecretStore(pathname)) {
      return refuse(response, 404, `Unrecognized request URL (${request.method}: ${pathname}).`);
    }
    let missing: string | undefined;
    try {
      const answer = read?.(asked);
      if (answer !== undefined && "json" in answer) return void response.json(answer.json);
      missing = answer?.missing;
    } catch (error) {
      report(`${request.method} ${pathname}: ${(error as Error).message}`);
      return refuse(response, 500, (error as Error).message);
    }
    if (mock !== undefined) return forward(asked, response, mock, report);
    const hint =
      missing === undefined ? "Start the Dashboard with --fixtures FOLDER or --stripe-mock URL." : `The file ${missing} would answer it.`;
    const message = `The local Dashboard has no answer to ${request.method} ${pathname}. ${hint}`;
    report(message);
    await logMissing(asked, options.emulator);
    refuse(response, 404, message);
  });
  return router;
}

function refuse(response: Response, status: number, message: string): void {
  response.status(status).json({ error: { type: status < 500 ? "invalid_request_error" : "api_error", message } });
}

/** A request whose path is normalized. */
interface Asked extends StripeRequest {
  readonly request: Request;
  readonly pathname: string;
}

interface Mock {
  readonly origin: string;
  readonly path: string;
  readonly key: string;
}

function mockOf(address: string): Mock {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new Error(`--stripe-mock must be an address such as http://127.0.0.1:12111, not ${address}.`);
  return { origin: url.origin, path: url.pathname.replace(/\/$/, ""), key: decodeURIComponent(url.username) || USUAL_KEY };
}

async function forward(
  { request, method, pathname, url }: Asked,
  response: Response,
  { origin, path, key }: Mock,
  report: (text: string) => void,
): Promise<void> {
  const headers = new Headers({ authorization: `Bearer ${key}` });
  for (const name of PASSED) {
    const value = request.get(name);
    if (value !== undefined) headers.set(name, value);
  }
  try {
    const answer = await fetch(`${origin}${path}${url}`, {
      method,
      headers,
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT),
      ...bodyOf(request),
    });
    const content = Buffer.from(await answer.arrayBuffer());
    for (const name of RETURNED) {
      const value = answer.headers.get(name);
      if (value !== null) response.set(name, value);
    }
    response.status(answer.status).send(content);
  } catch (error) {
    const { message, cause } = error as Error & { cause?: Error };
    const reason = `${origin}, which --stripe-mock names, does not answer: ${cause?.message || message}.`;
    report(`${method} ${pathname}: ${reason}`);
    refuse(response, 502, reason);
  }
}

/** Lets the emulator's log, which the page shows, have a request that nothing answers. */
async function logMissing({ request, method, url }: Asked, emulator: string): Promise<void> {
  const headers = { authorization: request.get("authorization") ?? "", "content-type": request.get("content-type") ?? "" };
  const asked = fetch(`${emulator}${url}`, { method, headers, ...bodyOf(request), signal: AbortSignal.timeout(TIMEOUT) });
  // The answer to the extension does not depend on it.
  await asked.catch(() => {});
}

const bodyOf = ({ method, body }: Request): { body?: Buffer<ArrayBuffer> } =>
  method === "GET" || method === "HEAD" || !Buffer.isBuffer(body) ? {} : { body: body as Buffer<ArrayBuffer> };
