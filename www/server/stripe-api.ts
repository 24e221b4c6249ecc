// Answers the routes of Stripe's API other than the Secret Store's: from files, from a server that speaks Stripe's API, or by saying what is missing.

import { randomBytes } from "node:crypto";
import express, { Router, type Request, type Response } from "express";
import type { AnswerLog, StripeAnswer } from "./answer-log";
import { fixtures, type StripeRequest } from "./fixtures";
import { isSecretStore } from "./secret-store-path";

/** Options of {@link stripeApi}. */
export interface StripeApiOptions {
  /** The emulator's origin. Its log gets the requests. */
  readonly emulator: string;
  /** Gets the answers. */
  readonly answers: AnswerLog;
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
      "Access-Control-Allow-Methods": "GET, HEAD, PUT, PATCH, POST, DELETE",
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
      return respond(response, refusal(404, `Unrecognized request URL (${request.method}: ${pathname}).`));
    }
    const began = performance.now();
    const logged = logRequest(asked, options.emulator);
    const answer = await answerTo(asked);
    const { status, by, missing } = answer;
    const duration = performance.now() - began;
    // The page has the request before its answer reaches the extension, and the next one comes after it in the log.
    const requestId = await logged;
    if (requestId !== undefined) options.answers.add({ requestId, status, duration, by, missing, json: jsonOf(answer) });
    respond(response, answer);
  });

  async function answerTo(asked: Asked): Promise<Answer> {
    const { method, pathname } = asked;
    let missing: string | undefined;
    try {
      const found = read?.(asked);
      if (found !== undefined && "json" in found) return { status: 200, json: found.json, by: found.file };
      missing = found?.missing;
    } catch (error) {
      report(`${method} ${pathname}: ${(error as Error).message}`);
      return refusal(500, (error as Error).message);
    }
    if (mock !== undefined) return forward(asked, mock, report);
    const hint =
      missing === undefined ? "Start the Dashboard with --fixtures FOLDER or --stripe-mock URL." : `The file ${missing} would answer it.`;
    const message = `The local Dashboard has no answer to ${method} ${pathname}. ${hint}`;
    report(message);
    return { ...refusal(404, message), missing };
  }
  return router;
}

/** An answer to send: JSON, or the bytes of another server with its headers. */
interface Answer extends Pick<StripeAnswer, "status" | "by" | "missing"> {
  readonly json?: unknown;
  readonly content?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

const refusal = (status: number, message: string): Answer => ({
  status,
  json: { error: { type: status < 500 ? "invalid_request_error" : "api_error", message } },
});

function respond(response: Response, { status, json, content, headers = {} }: Answer): void {
  response.status(status).set(headers);
  if (content === undefined) response.json(json);
  else response.send(content);
}

/** Returns the JSON of an answer, or null. */
function jsonOf({ json, content }: Answer): unknown {
  if (content === undefined) return json;
  try {
    return JSON.parse(content.toString());
  } catch {
    return null;
  }
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
  { origin, path, key }: Mock,
  report: (text: string) => void,
): Promise<Answer> {
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
    const returned = [...answer.headers].filter(([name]) => RETURNED.includes(name));
    return { status: answer.status, content, headers: Object.fromEntries(returned), by: origin };
  } catch (error) {
    const { message, cause } = error as Error & { cause?: Error };
    const reason = `${origin}, which --stripe-mock names, does not answer: ${cause?.message || message}.`;
    report(`${method} ${pathname}: ${reason}`);
    return refusal(502, reason);
  }
}

/** Lets the emulator's log, which the page shows, have a request. Returns its id there, unless the emulator does not answer. */
async function logRequest({ request, method, url }: Asked, emulator: string): Promise<string | undefined> {
  const headers = { authorization: request.get("authorization") ?? "", "content-type": request.get("content-type") ?? "" };
  const asked = fetch(`${emulator}${url}`, { method, headers, ...bodyOf(request), signal: AbortSignal.timeout(TIMEOUT) });
  // The answer to the extension does not depend on it.
  const logged = await asked.catch(() => undefined);
  await logged?.body?.cancel();
  return logged?.headers.get("request-id") ?? undefined;
}

const bodyOf = ({ method, body }: Request): { body?: Buffer<ArrayBuffer> } =>
  method === "GET" || method === "HEAD" || !Buffer.isBuffer(body) ? {} : { body: body as Buffer<ArrayBuffer> };
