// The Dashboard's server: the page, and the frame in which an extension runs as it would in Stripe's.

import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import express from "express";
import { builtFrame, builtPage } from "./build";
import type { LocalManifest } from "./config";
import { readConfig } from "./manifest";
import { contentSecurityPolicy } from "./policy";
import { stripeSignature } from "./signature";
import { bundleExtension, type Bundler } from "./stripe-bundle";

/** Options of {@link createDashboardServer}. */
export interface DashboardOptions {
  /** The folder of the extension, with its stripe-app.json and src/views/. */
  readonly extension: string;
  /** Where the emulator listens: its origin. The app has to be in its world. */
  readonly emulator: string;
  /** The secret with which `fetchStripeSignature()` signs, and the app's backend checks. */
  readonly signingSecret: string;
  /** The port on 127.0.0.1; 0, a free one, unless given. */
  readonly port?: number | undefined;
  /** Which of Stripe's two generations of bundlers bundles the extension. The older one unless given. */
  readonly bundler?: Bundler | undefined;
  /** What differs from the manifest on this machine. Asked at each load of the page. */
  readonly local?: (() => LocalManifest) | undefined;
}

/** A Dashboard that is served. */
export interface DashboardServer {
  /** Where: `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** Ends it, and every connection with it. */
  close(): Promise<void>;
}

/** Where the page is: Stripe's Dashboard is sent back to the second and the third by an OAuth provider. */
const ROUTES = ["/", "/apps-oauth/:app", "/test/apps-oauth/:app"];

/**
 * Serves the page with an extension in it. The extension is bundled anew at each load, so that a change of its source is there after a
 * reload.
 *
 * @throws Error when the port is taken
 */
export async function createDashboardServer(options: DashboardOptions): Promise<DashboardServer> {
  const { extension, emulator, signingSecret, port = 0, bundler = "esbuild 0.14, es2015", local = () => ({}) } = options;
  const [page, frame] = await Promise.all([builtPage(), builtFrame()]);
  const config = () => readConfig(extension, emulator, local());
  const app = express().disable("x-powered-by");
  app.use((_request, response, next) => {
    response.set({ "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" });
    next();
  });
  app.get(ROUTES, (_request, response) => void response.type("html").send(page.get("/index.html")));
  for (const [path, content] of page)
    app.get(
      path,
      (_request, response) => void response.type(extname(path)).send(typeof content === "string" ? content : Buffer.from(content)),
    );
  app.get("/config.json", (_request, response) => void response.json(config()));
  app.post("/signature", express.json(), (request, response) => void response.json(stripeSignature(request.body, signingSecret)));

  app.get("/sandbox/", (request, response) => {
    const nonce = randomBytes(16).toString("base64");
    const policy = contentSecurityPolicy({ ...config(), nonce, wasm: request.query.wasm === "allowed" });
    const script = (name: string) => `<script nonce="${nonce}" src="${name}"></script>`;
    response.set("Content-Security-Policy", policy).type("html");
    response.send(`<!doctype html><title>Sandbox</title>${script("frame.js")}${script("extension.js")}`);
  });
  app.get("/sandbox/frame.js", (_request, response) => void response.type("js").send(frame));
  app.get("/sandbox/extension.js", async (_request, response) => {
    const { code } = await bundleExtension({ folder: extension, bundler, minify: true }).catch(({ message }: Error) => ({
      code: `throw new Error(${JSON.stringify(`The extension could not be bundled: ${message}`)});`,
    }));
    response.type("js").send(code);
  });

  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
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
