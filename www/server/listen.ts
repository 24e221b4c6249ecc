// Starts an HTTP server that listens on 127.0.0.1 only.

import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that is listening. */
export interface LocalServer {
  /** Its origin: `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** Stops the server and closes its connections. */
  close(): Promise<void>;
}

/**
 * Starts a server.
 *
 * @param port the port; 0 chooses a free one
 * @throws Error with a sentence when the port is taken
 */
export async function listen(app: RequestListener, port = 0): Promise<LocalServer> {
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => reject(error.code === "EADDRINUSE" ? new Error(taken(port)) : error);
    server.once("error", failed).listen(port, "127.0.0.1", resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

const taken = (port: number): string =>
  `Port ${port} is taken, perhaps by another local Dashboard. Choose another with --port ${port < 65_535 ? port + 1 : 0}.`;
