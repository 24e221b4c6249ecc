// Serves a folder over HTTP, as any static file server does.

import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".map": "application/json",
  ".wasm": "application/wasm",
};

export interface ServedFolder {
  origin: string;
  close(): void;
}

/** Serves a folder at a free port. With `policy`, each response has that Content-Security-Policy. */
export async function serveFolder(folder: string, { policy }: { policy?: string } = {}): Promise<ServedFolder> {
  const server = createServer(({ url }, response) => {
    // A leading slash keeps `..` inside.
    const file = join(folder, normalize(decodeURIComponent(new URL(`http://host${url}`).pathname)));
    if (!existsSync(file) || !statSync(file).isFile()) return void response.writeHead(404).end();
    response.setHeader("Content-Type", TYPES[extname(file)] ?? "application/octet-stream");
    if (policy) response.setHeader("Content-Security-Policy", policy);
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
