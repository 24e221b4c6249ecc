// The frame in which an extension runs: a page without an origin, by its policy as well as by its element's attribute.

import { randomBytes } from "node:crypto";
import { Router, type Request } from "express";
import { builtFrame } from "./built";
import type { FrameOptions } from "./config";
import { framePolicy } from "./policy";

/** @param emulator its origin, where the frame goes for Stripe's API when it asks it itself */
export function sandbox(emulator: string): Router {
  const router = Router();
  router.get("/", (request, response) => {
    const { react, embedded, connectSrc, ...options } = frameOptions(request);
    const nonce = randomBytes(16).toString("base64");
    const reached = embedded ? [...connectSrc, `${emulator}/v1/`] : connectSrc;
    try {
      response.set("Content-Security-Policy", framePolicy({ ...options, connectSrc: reached, nonce }));
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
      // To a frame without an origin every server is a foreign one, of whose scripts' errors it would be told nothing.
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
