// Uses connectEmulator in a page, with the server on another port. The server must answer the browser's preflight requests.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readFileSync } from "node:fs";
import type * as Testing from "stripe-secret-store/testing";
import { expect } from "vitest";
import { test } from "./server";
import { openChromium } from "../../scripts/chromium.mjs";

declare global {
  // The page has imported this module.
  var connectEmulator: typeof Testing.connectEmulator;
}

const PAGE = `<!doctype html><title>A page</title><link rel="icon" href="data:," />
  <script type="module">import { connectEmulator } from "/testing.mjs"; Object.assign(globalThis, { connectEmulator });</script>`;

/** Opens a page that has imported the emulator's entry. */
async function servePackage() {
  const dist = new URL("../../dist/", import.meta.url);
  const server = createServer(({ url }, response) => {
    const isCode = url === "/testing.mjs";
    response.writeHead(200, { "content-type": isCode ? "text/javascript" : "text/html" });
    response.end(isCode ? readFileSync(new URL("testing.mjs", dist)) : PAGE);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => server.closeAllConnections() ?? server.close(),
  };
}

test("calls, controls and listens to the server from a page", async ({ server }) => {
  const served = await servePackage();
  const browser = await openChromium();
  try {
    const page = await browser.newPage();
    await page.goto(served.origin);
    const seen = await page.evaluate(async (url) => {
      const { connectEmulator } = globalThis;
      const emulator = connectEmulator(url);
      const heard: string[] = [];
      const unsubscribe = await emulator.onRequest(({ method, status }) => {
        // The log has no preflight requests.
        heard.push(`${method} ${status}`);
      });
      const ask = async (method: string, path: string, body: string | null) => {
        const headers = {
          Authorization: "Bearer made_up",
          "Content-Type": "application/x-www-form-urlencoded",
          "Stripe-Version": "2026-10-28.endive",
          "Idempotency-Key": `key ${heard.length}`,
        };
        const client = emulator.httpClient({ user: "usr_1" });
        return client.makeRequest("api.stripe.com", 443, path, method, headers, body, "https", 5_000);
      };
      const scope = "scope[type]=user&scope[user]=usr_1";
      const created = await ask("POST", "/v1/apps/secrets", `name=token&payload=made-up&${scope}`);
      await emulator.fail({ kind: "empty" });
      const failed = await ask("GET", `/v1/apps/secrets?${scope}`, null);
      await emulator.stopFailing();
      const found = await ask("GET", `/v1/apps/secrets/find?name=token&${scope}&expand[]=payload`, null);
      while (heard.length < 3) await new Promise((turn) => setTimeout(turn, 5));
      unsubscribe();
      const { payload } = (await found.toJSON()) as { payload: string };
      // Without a server, the browser's fetch rejects.
      const absent = await connectEmulator("http://127.0.0.1:9")
        .health()
        .catch((error: Error) => error.message);
      const requestId = created.getHeaders()["request-id"];
      return { heard, status: failed.getStatusCode(), payload, requestId, absent };
    }, server.url);
    expect(seen).toEqual({
      heard: ["POST 200", "GET 403", "GET 200"],
      status: 403,
      payload: "made-up",
      requestId: expect.stringMatching(/^req_/),
      absent: expect.stringContaining("Is the emulator running at http://127.0.0.1:9?"),
    });
  } finally {
    await browser.close();
    served.close();
  }
});

test("gives a page of another origin nothing, whatever the page tries", async ({ serve }) => {
  const server = await serve();
  const served = await servePackage();
  // The name leads to this machine, so that the browser's own checks of the network do not hide what the emulator does.
  const browser = await openChromium(["--host-resolver-rules=MAP hostile.example 127.0.0.1"]);
  try {
    const page = await browser.newPage();
    await page.goto(served.origin.replace("127.0.0.1", "hostile.example"));
    const reached = await page.evaluate(async (url) => {
      const find = `${url}/v1/apps/secrets/find?name=Bar%20API%20key&scope[type]=account&expand[]=payload`;
      const key = { Authorization: "Bearer sk_test_app_a" };
      const form = new URLSearchParams({ name: "planted", payload: "x", "scope[type]": "account" });
      const text = (init: RequestInit, at = find) =>
        fetch(at, init).then(
          (response) => response.text(),
          () => "",
        );
      const image = new Image();
      const loaded = new Promise<string>((resolve) => {
        image.onload = () => resolve("an image");
        image.onerror = () => resolve("");
      });
      image.src = find;
      return Promise.all([
        text({ headers: key }),
        text({}),
        text({ mode: "no-cors" }),
        text({ method: "POST", headers: key, body: form }, `${url}/v1/apps/secrets`),
        text({ method: "POST", mode: "no-cors", body: form }, `${url}/v1/apps/secrets`),
        text({}, `${url}/_emulator/world`),
        text({ method: "POST", mode: "no-cors" }, `${url}/_emulator/reset`),
        loaded,
      ]);
    }, server.url);
    expect(reached).toEqual(Array(8).fill(""));
    const statuses = (await server.requests()).map(({ status }) => status);
    expect(statuses.length).toBeGreaterThan(3);
    expect(new Set(statuses)).toEqual(new Set([403]));
    const headers = { Authorization: "Bearer sk_test_app_a" };
    const find = (name: string) => fetch(`${server.url}/v1/apps/secrets/find?name=${name}&scope[type]=account`, { headers });
    expect([(await find("planted")).status, (await find("Bar%20API%20key")).status]).toEqual([404, 200]);
  } finally {
    await browser.close();
    served.close();
  }
});
