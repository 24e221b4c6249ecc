// A proxy for the browser of `wasm-pack test`, which gives each request a connection of its own and ends it with the answer.
//
// The test runner's server (wasm-bindgen 0.2.130, tiny_http) has a thread for each connection, and does not always start one for the last of the six that
// a browser keeps open: its request was then never read, and the page waited for a module for ever, on two cores in every second run (November 2026).

import { createServer, request as ask } from "node:http";

/** Starts it, and answers what the browser is to be started with. It ends with this process. */
export async function oneConnectionEach() {
  const server = createServer((request, response) => {
    const { url, method, headers } = request;
    // Without an agent: nothing is kept alive.
    const asked = ask(url, { method, headers: { ...headers, connection: "close" }, agent: false }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    asked.on("error", () => response.destroy());
    request.pipe(asked);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  server.unref();
  return [`proxy-server=http://127.0.0.1:${server.address().port}`, "proxy-bypass-list=<-loopback>"];
}
