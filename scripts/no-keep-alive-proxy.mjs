// Runs a proxy for the browser of `wasm-pack test`. It opens a connection for each request and closes it after the answer.
//
// The test runner's server (wasm-bindgen 0.2.130, tiny_http) has a thread for each connection, but does not always start one for the last of the six
// connections that a browser keeps open. It then never read the request, and the page waited forever: in every second run on two cores (November 2026).

import { createServer, request as ask } from "node:http";

/** Starts the proxy, and returns the browser's arguments for it. It ends with this process. */
export async function oneConnectionEach() {
  const server = createServer((request, response) => {
    const { url, method, headers } = request;
    // Without an agent, no connection is kept alive.
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
