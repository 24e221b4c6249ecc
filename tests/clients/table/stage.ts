// A server between a client and the emulator. It knows the cases, prepares the emulator for each, records what the client sends byte for byte, and takes the
// outcome that the client reports.

import { createServer, request as ask, type IncomingMessage, type ServerResponse } from "node:http";
import type { Server } from "../server";
import type { Case } from "./cases";

/** A request as it was received. */
interface Recorded {
  /** The method, the address and the body. */
  line: string;
  headers: Record<string, string>;
}

/** The record of one case. */
export interface Run {
  requests: Recorded[];
  outcome: unknown;
}

/** The headers that decide what the service does. The other ones are the HTTP client's. */
const HEADERS = ["authorization", "accept", "content-type", "stripe-version", "stripe-account", "stripe-context", "idempotency-key"];

/** The headers of an answer that a page may read, and the permission to send any. */
const FOR_PAGES = { "access-control-allow-origin": "*", "access-control-allow-headers": "*, authorization" };

export class Stage {
  readonly runs: Run[] = [];
  #current: Case | undefined;
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch(() => response.destroy());
  });

  constructor(
    readonly emulator: Server,
    readonly cases: readonly Case[],
  ) {}

  async listen(): Promise<number> {
    await new Promise<void>((listening) => this.#server.listen(0, "127.0.0.1", listening));
    return (this.#server.address() as { port: number }).port;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** Prepares the emulator for a case. */
  async begin(index: number): Promise<void> {
    const { emulator } = this;
    const entry = this.cases[index]!;
    this.#current = undefined;
    await emulator.control("POST", "reset", { seed: false });
    for (const [route, body] of Object.entries(entry.control ?? {})) await emulator.control("POST", route, body);
    for (const form of entry.stored ?? []) {
      const headers = { Authorization: "Bearer sk_test_app_a", "Stripe-Account": "acct_cactus" };
      const { ok } = await fetch(`${emulator.url}/v1/apps/secrets`, { method: "POST", headers, body: new URLSearchParams(form) });
      if (!ok) throw new Error(`${entry.title}: cannot be prepared`);
    }
    if (entry.fault) await emulator.fail(entry.fault);
    this.#current = entry;
    this.runs[index] = { requests: [], outcome: undefined };
  }

  end(index: number, outcome: unknown): void {
    this.runs[index]!.outcome = outcome;
    this.#current = undefined;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", url = "" } = request;
    // Each request has its own connection: Chromium sends a request again by itself if a kept one is closed.
    response.shouldKeepAlive = false;
    const body = Buffer.concat(await request.toArray());
    const [, action, index] = /^\/_stage\/(\w+)\/?(\d*)$/.exec(url) ?? [];
    if (method === "OPTIONS") return void response.writeHead(204, FOR_PAGES).end();
    if (action === undefined) return this.#forward(request, body, response);
    if (action === "begin") await this.begin(Number(index));
    if (action === "end") this.end(Number(index), JSON.parse(body.toString()));
    response.writeHead(200, FOR_PAGES).end(JSON.stringify(this.cases));
  }

  #forward({ method, url, headers }: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const current = this.#current;
    const named = HEADERS.filter((name) => headers[name] !== undefined).map((name) => [name, String(headers[name])]);
    this.runs.at(-1)!.requests.push({ line: `${method} ${url} ${body}`.trim(), headers: Object.fromEntries(named) });
    if (current?.answer) {
      const { status, headers, body } = current.answer;
      return void response.writeHead(status, { ...FOR_PAGES, ...headers }).end(body);
    }
    const { host, port } = this.emulator;
    const asked = ask({ host, port, method, path: url, headers: { ...headers, host: `${host}:${port}` }, agent: false }, (answer) => {
      response.writeHead(answer.statusCode!, { ...answer.headers, ...FOR_PAGES, "access-control-expose-headers": "*" });
      answer.on("error", () => response.destroy());
      answer.pipe(response);
    });
    asked.on("error", () => response.destroy());
    response.on("close", () => asked.destroy());
    asked.end(body);
  }
}
