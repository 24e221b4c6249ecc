// Serves the Dashboard's page, the frame in which an extension runs, and the extension.

import type { ServerResponse } from "node:http";
import { extname } from "node:path";
import express from "express";
import { builtPage } from "./built";
import type { Config, LocalManifest } from "./config";
import { extensionSource } from "./extension";
import { listen, type LocalServer } from "./listen";
import { pagePolicy } from "./policy";
import { sandbox } from "./sandbox";
import { stripeSignature } from "./signature";
import type { Bundler } from "./stripe-bundle";

/** Options of {@link createDashboardServer}. */
export interface DashboardOptions {
  /** The extension's folder, with its stripe-app.json and src/views/, or the script that Stripe's command line builds from it. */
  readonly extension: string;
  /** The emulator's origin. */
  readonly emulator: string;
  /** The secret with which `fetchStripeSignature()` signs and the app's backend verifies. */
  readonly signingSecret: string;
  /** The port on 127.0.0.1. The default, 0, chooses a free one. */
  readonly port?: number | undefined;
  /** Which of Stripe's two bundlers bundles the folder. The app's SDK decides by default. */
  readonly bundler?: Bundler | undefined;
  /** Returns the manifest's overrides on this machine. Called at each load of the page. */
  readonly local?: (() => LocalManifest) | undefined;
}

/** The hosts by which a browser on this machine requests. Any other host is a foreign name that resolves to this machine. */
const LOCAL = /^(127\.0\.0\.1|localhost)(:\d+)?$/;

/** The page's addresses. An OAuth provider redirects to the second and the third, as it does to Stripe's Dashboard. */
const ROUTES = ["/", "/apps-oauth/:app", "/test/apps-oauth/:app"];

/**
 * Starts a server with the page and an extension. The page reloads the extension when one of its files changes.
 *
 * @throws Error when the port is taken
 */
export async function createDashboardServer(options: DashboardOptions): Promise<LocalServer> {
  const { emulator, signingSecret, port, bundler, local = () => ({}) } = options;
  const extension = extensionSource(options.extension, bundler);
  const page = builtPage();
  const app = express().disable("x-powered-by");
  app.use((request, response, next) => {
    if (!LOCAL.test(request.headers.host ?? ""))
      return void response.status(403).type("text").send("The local Dashboard answers requests to 127.0.0.1 and localhost only.");
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

  const streams = new Set<ServerResponse>();
  const stopWatching = extension.watch(() => {
    for (const response of streams) response.write("data: changed\n\n");
  });
  app.get("/extension/changes", (_request, response) => {
    response.type("text/event-stream").flushHeaders();
    streams.add(response);
    response.once("close", () => streams.delete(response));
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
