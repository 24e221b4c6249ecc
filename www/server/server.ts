// Serves the Dashboard's page, the frame for an extension, and the extension.

import type { ServerResponse } from "node:http";
import { extname } from "node:path";
import express from "express";
import { createAnswerLog } from "./answer-log";
import { answerTheRest, createApp } from "./express-app";
import { builtPage } from "./built";
import type { Config, LocalManifest } from "./config";
import { extensionSource } from "./extension";
import { localHost, samePage } from "./guard";
import { listen, type LocalServer } from "./listen";
import { pagePolicy } from "./policy";
import { sandbox } from "./sandbox";
import { isIdentity, stripeSignature } from "./signature";
import { secretPath, stripeApi } from "./stripe-api";
import type { Bundler } from "./stripe-bundle";

/** Options of {@link createDashboardServer}. */
export interface DashboardOptions {
  /** The extension's folder, with its stripe-app.json and src/views/, or the script that Stripe's command line builds from it. */
  readonly extension: string;
  /** The path of the extension's manifest. Found in its folder by default, and a script has its own. */
  readonly manifest?: string | undefined;
  /** The manifest that was read for the extension's app in the emulator's world. */
  readonly worldManifest?: Config["manifest"];
  /** The emulator's origin. */
  readonly emulator: string;
  /** The secret of `fetchStripeSignature()`. The app's backend verifies signatures by it. */
  readonly signingSecret: string;
  /** The port on 127.0.0.1. The default, 0, chooses a free one. */
  readonly port?: number | undefined;
  /** The bundler for a folder. The app's SDK decides by default. */
  readonly bundler?: Bundler | undefined;
  /** The folder of JSON files that answer Stripe's other routes. */
  readonly fixtures?: string | undefined;
  /** The address of a server that answers Stripe's other routes. */
  readonly stripeMock?: string | undefined;
  /** Called with the bundler's warnings, with the reason why there is no script, and with requests that have no answer. */
  readonly report?: ((text: string) => void) | undefined;
  /** Returns the manifest's overrides on this machine. Called at each load of the page. */
  readonly local?: (() => LocalManifest) | undefined;
}

/** The page's addresses. An OAuth provider redirects to the second and the third, as it does to Stripe's Dashboard. */
const ROUTES = ["/", "/apps-oauth/:app", "/test/apps-oauth/:app", "/app/:app{/*path}"];

/**
 * Starts a server with the page and an extension. The page reloads the extension when one of its files changes.
 *
 * @throws Error when the port is taken, or an option names what is missing
 */
export async function createDashboardServer(options: DashboardOptions): Promise<LocalServer> {
  const { emulator, signingSecret, port, bundler, manifest, worldManifest, report, local = () => ({}) } = options;
  const extension = extensionSource({ path: options.extension, manifest, bundler, report });
  const stripe = secretPath();
  const answers = createAnswerLog();
  const page = builtPage();
  const app = createApp();
  app.use(localHost, (_request, response, next) => {
    response.set({ "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer" });
    next();
  });
  for (const [path, content] of page) {
    app.get(path === "/index.html" ? ROUTES : path, (_request, response) => {
      response.set("Content-Security-Policy", pagePolicy(emulator)).type(extname(path));
      response.send(content);
    });
  }
  app.use("/sandbox", sandbox(emulator, stripe));
  app.use(stripe, stripeApi({ ...options, answers }));

  app.get("/config.json", samePage, (_request, response) => {
    response.json({ emulator, stripe, manifest: worldManifest, local: local() } satisfies Config);
  });
  app.get("/extension.json", samePage, async (_request, response) => void response.json(await extension.read()));
  app.post("/signature", samePage, express.json(), ({ body }, response) => {
    if (!isIdentity(body)) return void response.status(400).type("text").send("A signature needs a user_id and an account_id.");
    response.json(stripeSignature(body, signingSecret));
  });
  const streams = new Set<ServerResponse>();
  const stopWatching = extension.watch(() => {
    for (const response of streams) response.write("data: changed\n\n");
  });
  app.get("/extension/changes", samePage, (_request, response) => {
    response.type("text/event-stream").flushHeaders();
    streams.add(response);
    response.once("close", () => streams.delete(response));
  });
  app.get("/stripe-answers", samePage, (_request, response) => {
    response.type("text/event-stream").flushHeaders();
    answers.stream(response);
  });
  answerTheRest(app);

  const server = await listen(app, port).catch((error: unknown) => {
    stopWatching();
    throw error;
  });
  return {
    origin: server.origin,
    close() {
      stopWatching();
      return server.close();
    },
  };
}
