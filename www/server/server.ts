// The Dashboard's server: the page, the frame in which an extension runs as it would in Stripe's, and the extension.

import type { ServerResponse } from "node:http";
import { extname } from "node:path";
import express from "express";
import { builtPage } from "./built";
import type { Config, LocalManifest } from "./config";
import { servedExtension } from "./extension";
import { listen, type Listening } from "./listen";
import { pagePolicy } from "./policy";
import { sandbox } from "./sandbox";
import { stripeSignature } from "./signature";
import type { Bundler } from "./stripe-bundle";

/** Options of {@link createDashboardServer}. */
export interface DashboardOptions {
  /** The folder of the extension, with its stripe-app.json and src/views/, or the script that Stripe's command line makes of it. */
  readonly extension: string;
  /** Where the emulator listens: its origin. */
  readonly emulator: string;
  /** The secret with which `fetchStripeSignature()` signs, and the app's backend checks. */
  readonly signingSecret: string;
  /** The port on 127.0.0.1; 0, a free one, unless given. */
  readonly port?: number | undefined;
  /** Which of Stripe's two generations of bundlers bundles the folder. The one of the app's SDK unless given. */
  readonly bundler?: Bundler | undefined;
  /** What differs from the manifest on this machine. Asked at each load of the page. */
  readonly local?: (() => LocalManifest) | undefined;
}

/** By what name a browser on this machine asks. Whoever asks by another is a page elsewhere, whose name leads here. */
const LOCAL = /^(127\.0\.0\.1|localhost)(:\d+)?$/;

/** Where the page is: Stripe's Dashboard is sent back to the second and the third by an OAuth provider. */
const ROUTES = ["/", "/apps-oauth/:app", "/test/apps-oauth/:app"];

/**
 * Serves the page with an extension in it, which the page loads anew when a file of it changes.
 *
 * @throws Error when the port is taken
 */
export async function createDashboardServer(options: DashboardOptions): Promise<Listening> {
  const { emulator, signingSecret, port, bundler, local = () => ({}) } = options;
  const extension = servedExtension(options.extension, bundler);
  const page = builtPage();
  const app = express().disable("x-powered-by");
  app.use((request, response, next) => {
    if (!LOCAL.test(request.headers.host ?? "")) return void response.status(403).type("text").send("Only this machine is let in.");
    response.set({ "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer" });
    next();
  });
  for (const [path, content] of page) {
    app.get(path === "/index.html" ? ROUTES : path, (_request, response) => {
      response.set("Content-Security-Policy", pagePolicy(emulator)).type(extname(path));
      response.send(content);
    });
  }
  app.get("/config.json", (_request, response) => void response.json({ emulator, local: local() } satisfies Config));
  app.get("/extension.json", async (_request, response) => void response.json(await extension.read()));
  app.use("/sandbox", sandbox(emulator));
  app.post("/signature", express.json(), (request, response) => void response.json(stripeSignature(request.body, signingSecret)));

  const listening = new Set<ServerResponse>();
  const stopWatching = extension.watch(() => {
    for (const response of listening) response.write("data: changed\n\n");
  });
  app.get("/extension/changes", (_request, response) => {
    response.type("text/event-stream").flushHeaders();
    listening.add(response);
    response.once("close", () => listening.delete(response));
  });

  const { origin, close } = await listen(app, port);
  return {
    origin,
    close() {
      stopWatching();
      return close();
    },
  };
}
