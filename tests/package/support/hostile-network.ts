// Lists servers with wrong answers, and replacements of `fetch` that misbehave.

import { createServer, type Server, type ServerResponse } from "node:http";
import { createServer as createSocketServer, type AddressInfo, type Server as SocketServer, type Socket } from "node:net";

export interface Hostile {
  url: string;
  close(): Promise<void>;
}

const listening = async (server: Server | SocketServer): Promise<string> => {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** Starts a server that gives this answer to every request. */
export async function answering(answer: (response: ServerResponse, path: string) => void): Promise<Hostile> {
  const server = createServer((request, response) => {
    request.resume();
    answer(response, request.url ?? "");
  });
  const url = await listening(server);
  return {
    url,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** Starts a server that does this with every connection, below HTTP. */
export async function connecting(connected: (socket: Socket) => void): Promise<Hostile> {
  const sockets = new Set<Socket>();
  const server = createSocketServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    connected(socket);
  });
  const url = await listening(server);
  return {
    url,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

const json =
  (text: string, status = 200) =>
  (response: ServerResponse) =>
    void response.writeHead(status, { "content-type": "application/json" }).end(text);

/** Servers by their fault. */
export const SERVERS: Record<string, () => Promise<Hostile>> = {
  "is not there": async () => {
    const server = await answering(() => {});
    await server.close();
    return { ...server, close: async () => {} };
  },
  "never answers": () => answering(() => {}),
  "takes no request": () => connecting((socket) => socket.pause()),
  "closes the connection": () => connecting((socket) => socket.once("data", () => socket.destroy())),
  "resets the connection": () => connecting((socket) => socket.once("data", () => socket.resetAndDestroy())),
  "cuts the body": () => connecting((socket) => socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"))),
  "never ends the body": () =>
    answering((response) => void response.writeHead(200, { "content-type": "application/json" }).write('{"data":[')),
  "sends for ever": () =>
    answering((response) => {
      const more = setInterval(() => response.write(" ".repeat(1_000)), 5);
      response.on("close", () => clearInterval(more));
    }),
  "speaks no HTTP": () => connecting((socket) => socket.once("data", () => socket.end("220 smtp.example ready\r\n"))),
  "redirects in circles": () => answering((response) => void response.writeHead(302, { location: "/" }).end()),
  "answers HTML": () => answering((response) => void response.writeHead(200, { "content-type": "text/html" }).end("<h1>Hello</h1>")),
  "answers half a JSON": () => answering(json('{"data":[')),
  "answers null": () => answering(json("null")),
  "answers a text": () => answering(json('"hello"')),
  "answers an object of others": () => answering(json('{"hello":"world"}')),
  "answers other kinds": () => answering(json('{"data":7,"apps":{},"accounts":null,"keys":"","now":"late","advanced_ms":null}')),
  "answers lists of null": () => answering(json('{"data":[null],"apps":[null],"accounts":[null],"keys":[null]}')),
  "answers nothing": () => answering(json("")),
  "answers 204": () => answering((response) => void response.writeHead(204).end()),
  "answers 404": () => answering((response) => void response.writeHead(404).end("not found")),
  "answers an error of others": () => answering(json('{"error":"no"}', 500)),
};

const never = () => new Promise<never>(() => {});
const rejecting = (reason: unknown) => () => Promise.reject(reason);
const proxy = new Proxy(
  {},
  {
    get() {
      throw new Error("no property of this can be read");
    },
  },
);
const response = (change: object) => () => Promise.resolve(Object.assign(Object.create({ status: 200, headers: new Headers() }), change));

/** Replacements of `fetch` by their fault. */
export const FETCHES: Record<string, unknown> = {
  "is not there": undefined,
  "is not a function": "fetch",
  "throws at once": () => {
    throw new Error("thrown at once");
  },
  "throws nothing at once": () => {
    throw undefined;
  },
  "rejects with an Error": rejecting(new TypeError("fetch failed")),
  "rejects with a text": rejecting("a text"),
  "rejects with undefined": rejecting(undefined),
  "rejects with null": rejecting(null),
  "rejects with a number": rejecting(0),
  "rejects with a symbol": rejecting(Symbol("reason")),
  "rejects with an object without a prototype": rejecting(Object.create(null)),
  "rejects with what cannot be read": rejecting(proxy),
  "never settles, whatever its signal says": never,
  "gives no promise": () => ({ status: 200 }),
  "gives undefined": () => Promise.resolve(undefined),
  "gives what cannot be read": () => ({
    then: (resolve: (value: unknown) => void) => resolve(new Proxy(() => {}, { get: () => undefined })),
  }),
  "gives a response without headers": response({ headers: undefined, text: async () => "{}" }),
  "gives headers that throw": response({ headers: { forEach: rejecting }, text: undefined }),
  "gives a body that never ends": response({ text: never }),
  "gives a body that rejects with undefined": response({ text: rejecting(undefined) }),
  "gives a body that throws": response({
    text: () => {
      throw "a text";
    },
  }),
  "gives a body of no text": response({ text: async () => undefined }),
  "gives a stream that never comes": response({
    headers: new Headers({ "content-type": "text/event-stream" }),
    text: never,
    body: { getReader: () => ({ read: never, cancel: never }) },
  }),
};
