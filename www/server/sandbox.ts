// Serves the frame of an extension. Its policy and its element's attribute both give it an opaque origin.

import { randomBytes } from "node:crypto";
import { Router, type Request } from "express";
import { builtFrame } from "./built";
import type { FrameOptions } from "./config";
import { framePolicy } from "./policy";

/**
 * Returns the routes of the frame.
 *
 * @param emulator the emulator's origin, which a frame with an embedded key requests in place of the Secret Store
 * @param stripe the path on this server that it requests in place of Stripe's other routes
 */
export function sandbox(emulator: string, stripe: string): Router {
  const router = Router();
  router.get("/", (request, response) => {
    const { react, embedded, connectSrc, ...options } = frameOptions(request);
    const nonce = randomBytes(16).toString("base64");
    const page = `http://${request.headers.host}`;
    const allowed = embedded ? [...connectSrc, `${emulator}/v1/`, `${page}${stripe}/`] : connectSrc;
    try {
      response.set("Content-Security-Policy", framePolicy({ ...options, connectSrc: allowed, nonce, page }));
    } catch (error) {
      return void response
        .status(400)
        .type("text")
        .send((error as Error).message);
    }
    response
      .type("html")
      .send(`<!doctype html><title>Sandbox</title><script nonce="${nonce}" crossorigin src="/sandbox/react-${react}.js"></script>`);
  });
  for (const react of [17, 18] as const) {
    router.get(`/react-${react}.js`, (_request, response) => {
      // To an opaque origin every server is cross-origin. Without CORS the browser would hide the errors of this script.
      response.set("Access-Control-Allow-Origin", "*").type("js").send(builtFrame(react));
    });
  }
  return router;
}

function frameOptions({ query }: Request): FrameOptions {
  const list = (name: string) => [query[name] ?? []].flat().map(String);
  return {
    react: query.react === "17" ? 17 : 18,
    wasm: query.wasm === "true",
    embedded: query.embedded === "true",
    connectSrc: list("connect-src"),
    imageSrc: list("image-src"),
  };
}
