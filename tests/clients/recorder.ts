// Gives tests a server that answers by a function and records the requests.

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { test as base } from "./server";

interface Recorder {
  readonly url: string;
  readonly requests: { method: string; url: string; authorization: string | undefined }[];
}

interface Fixtures {
  /** Starts a server that answers by a function and records the requests. */
  record: (answer: (request: IncomingMessage, response: ServerResponse) => void) => Promise<Recorder>;
}

export const test = base.extend<Fixtures>({
  record: async ({}, use) => {
    const servers: ReturnType<typeof createServer>[] = [];
    await use(async (answer) => {
      const requests: Recorder["requests"] = [];
      const server = createServer((request, response) => {
        const { method = "", url = "", headers } = request;
        requests.push({ method, url, authorization: headers.authorization });
        answer(request, response);
      });
      servers.push(server);
      await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
      return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
    });
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  },
});
