// Stands between the package and a provider's token endpoint. It logs the refresh requests, and can delay or lose an answer that the provider has given.

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** Records a refresh request. */
interface Refresh {
  readonly refreshToken: string;
  /** Is set once the provider has answered. */
  answer?: Answer;
}

/** Records an answer of the token endpoint. */
export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Controls a proxy that is listening. */
export interface TokenProxy {
  /** Takes the place of the token endpoint. */
  readonly url: string;
  /** Lists the refresh requests so far, oldest first. */
  readonly refreshes: readonly Refresh[];
  /**
   * Holds the next refresh requests back until `count` have arrived, and forwards them one after the other. The callers are answered once the provider
   * has answered all of them.
   */
  gather(count: number): void;
  /** Keeps the answers to refresh requests until the returned function is called. */
  holdAnswers(): () => void;
  /** Closes the connection of the next refresh request after the provider has answered it. */
  loseNextAnswer(): void;
  close(): void;
}

/** Starts a proxy. */
export async function createTokenProxy(tokenEndpoint: string): Promise<TokenProxy> {
  const refreshes: Refresh[] = [];
  let group: Group | undefined;
  let held: Promise<void> | undefined;
  let losesNext = false;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const forward = () => forwarded(tokenEndpoint, request, body);
    const form = new URLSearchParams(body);
    if (form.get("grant_type") !== "refresh_token") return send(response, await forward());

    const refresh: Refresh = { refreshToken: form.get("refresh_token") ?? "" };
    refreshes.push(refresh);
    const isLost = losesNext;
    losesNext = false;
    if (group?.isComplete) group = undefined;
    refresh.answer = group ? await group.join(forward) : await forward();
    await held;
    if (isLost) response.destroy();
    else send(response, refresh.answer);
  }

  const server = createServer((request, response) => void handle(request, response).catch((error) => response.destroy(error)));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    refreshes,
    gather: (count) => void (group = new Group(count)),
    holdAnswers() {
      let release!: () => void;
      held = new Promise((resolve) => (release = resolve));
      return release;
    },
    loseNextAnswer: () => void (losesNext = true),
    close: () => server.closeAllConnections() ?? server.close(),
  };
}

/** Gathers requests that wait for each other. */
class Group {
  readonly #forwards: (() => Promise<Answer>)[] = [];
  #start!: () => void;
  /** Resolves to the answers, in the order of the requests, once all have arrived. */
  readonly #answers: Promise<Answer[]>;

  constructor(readonly count: number) {
    const started = new Promise<void>((start) => (this.#start = start));
    this.#answers = started.then(async () => {
      const answers: Answer[] = [];
      for (const forward of this.#forwards) answers.push(await forward());
      return answers;
    });
  }

  get isComplete(): boolean {
    return this.#forwards.length === this.count;
  }

  async join(forward: () => Promise<Answer>): Promise<Answer> {
    const place = this.#forwards.push(forward) - 1;
    if (this.isComplete) this.#start();
    return (await this.#answers)[place]!;
  }
}

/** Asks the provider and reads its whole answer. */
async function forwarded(url: string, { headers }: IncomingMessage, body: string): Promise<Answer> {
  const passed = ["accept", "authorization", "content-type"].flatMap((name) => (headers[name] ? [[name, String(headers[name])]] : []));
  const response = await fetch(url, { method: "POST", headers: passed as [string, string][], body });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}
