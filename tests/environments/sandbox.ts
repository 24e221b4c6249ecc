// Opens a page with a frame as Stripe's Dashboard uses for extensions, and plays the Dashboard's part.

import { randomBytes } from "node:crypto";
import { cpSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { build } from "esbuild";
import { expect, vi } from "vitest";
import type { OpenBrowser, OpenPage, PageResponse } from "./browsers";
import { project, tarballFolder } from "./project";
import { bundleExtension, type Bundler } from "../../www/server/stripe-bundle";

const { createEmulator } = createRequire(join(tarballFolder, "package.json"))(
  "stripe-secret-store/testing",
) as typeof import("stripe-secret-store/testing");

/** The globals of the page's script, projects/sandbox-react-18/host.js. */
declare global {
  /** Connects the frame with the host. */
  function connect(): void;
  /** Renders a view of the extension and returns its text. */
  function textOf(view: string): Promise<string>;
  /** Calls the frame's script, projects/sandbox-react-18/frame.js. */
  var frame: Record<string, (...args: unknown[]) => Promise<never>>;
}

/** The sender of a request: the host, or the frame itself with a key from the host. */
export type Way = "host" | "frame";

export interface Generation {
  /** An extension's SDK, its React and its renderer. */
  name: string;
  /** The folder in projects/. The first one has the sources of all. */
  folder: string;
  /** The bundler of the same time. */
  bundler: Bundler;
  frame: "frame.js" | "dom-frame.js";
  /** The ways that the SDK supports. */
  ways: Way[];
  /** The number of times that StrictMode runs an effect. */
  effects: 1 | 2;
}

/** Generations that render by @remote-ui/react, as Stripe's sandbox does. */
export const GENERATIONS: [Generation, ...Generation[]] = [
  {
    name: "SDK 9, React 18",
    folder: "sandbox-react-18",
    bundler: "esbuild, es2020",
    frame: "frame.js",
    ways: ["host", "frame"],
    effects: 1,
  },
  { name: "SDK 8, React 17", folder: "sandbox-react-17", bundler: "esbuild 0.14, es2015", frame: "frame.js", ways: ["host"], effects: 1 },
];

/** Generations that render by react-dom, for StrictMode: see projects/sandbox-react-18/dom-frame.js. */
export const BY_DOM: Generation[] = [
  { ...GENERATIONS[0], name: "React 18 by react-dom", frame: "dom-frame.js", effects: 2 },
  { ...GENERATIONS[0], name: "React 19 by react-dom", folder: "sandbox-react-19", frame: "dom-frame.js", effects: 2 },
];

export interface Scripts {
  /** The Dashboard's script. */
  host: string;
  /** The frame's script, with React's development build, which warns and has a strict StrictMode. */
  frame: string;
  /** The bundles of the extension by Stripe's command line, by the entry that it imports. */
  extensions: Map<string, string>;
  versions: Record<string, string>;
}

/** Installs the extension and bundles it with each entry. */
export async function scriptsOf({ folder, bundler, frame }: Generation, entries: string[]): Promise<Scripts> {
  const sources = await project(GENERATIONS[0].folder);
  const own = folder === GENERATIONS[0].folder ? sources : await project(folder);
  // The other view needs @remote-ui/react.
  const entryPoint = frame === "dom-frame.js" ? "src/views/FreedInCleanUp.tsx" : undefined;
  const extensions = new Map<string, string>();
  const versions: Record<string, string> = { SDK: own.version("@stripe/ui-extension-sdk"), React: own.version("react") };
  for (const entry of entries) {
    sources.use(entry);
    if (own !== sources) copySources(sources.folder, own.folder);
    const { code, version, notices } = await bundleExtension({ folder: own.folder, entryPoint, bundler, minify: true });
    expect(notices).toEqual([]);
    extensions.set(entry, code);
    versions.esbuild = version;
  }
  return { host: await forDevelopment(sources.folder, "host.js"), frame: await forDevelopment(own.folder, frame), extensions, versions };
}

function copySources(from: string, to: string) {
  for (const file of readdirSync(from)) {
    if (/^(node_modules|package(-lock)?\.json|\..*)$/.test(file)) continue;
    cpSync(join(from, file), join(to, file), { recursive: true });
  }
}

async function forDevelopment(folder: string, file: string) {
  const define = { "process.env.NODE_ENV": '"development"' };
  const { outputFiles } = await build({ entryPoints: [join(folder, file)], bundle: true, write: false, format: "iife", define });
  return outputFiles[0]!.text;
}

interface Sandbox {
  page: OpenPage;
  /** The number of requests to the emulator, by their way. */
  asked: Record<Way, number>;
  /** Waits until all messages and violations of the frame so far have arrived. */
  seen(): Promise<void>;
}

interface SandboxOptions {
  scripts: Pick<Scripts, "host" | "frame">;
  /** The extension's script. */
  extension: string;
  /** `true` if the policy has `'wasm-unsafe-eval'`. */
  wasm: boolean;
  way: Way;
  /** Delays answers until this promise resolves. */
  answerAfter?: Promise<unknown>;
}

export interface SandboxServer {
  /** Opens a page with the extension in a frame, and connects the two. */
  open(browser: OpenBrowser, options: SandboxOptions): Promise<Sandbox>;
  close(): Promise<void>;
}

export async function serveSandboxes(): Promise<SandboxServer> {
  const served: SandboxOptions[] = [];
  const server = createServer((request, response) => {
    const [, index, file = ""] = (request.url ?? "").split("/");
    const options = served[Number(index)];
    const [type, body, headers] = (options && answer(options, file)) ?? ["text/plain", undefined];
    response.writeHead(body === undefined ? 404 : 200, { "content-type": `${type}; charset=utf-8`, ...headers }).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    open: async (browser, options) => open(browser, `${origin}/${served.push(options) - 1}/`, options),
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

type Answer = [type: string, body: string, headers?: Record<string, string>];

function answer(options: SandboxOptions, file: string): Answer | undefined {
  const nonce = randomBytes(16).toString("base64");
  const script = (name: string) => `<script nonce="${nonce}" src="${name}"></script>`;
  const page = (body: string) => `<!doctype html><title>Sandbox</title><link rel="icon" href="data:,">${body}`;
  switch (file) {
    case "":
      return ["text/html", page(`<iframe sandbox="allow-scripts" src="extension.html"></iframe>${script("host.js")}`)];
    case "extension.html":
      return [
        "text/html",
        page(script("frame.js") + script("extension.js")).replace(/<link.*?>/, ""),
        { "content-security-policy": policy(options, nonce) },
      ];
    case "host.js":
      return ["text/javascript", options.scripts.host];
    case "frame.js":
      return ["text/javascript", options.scripts.frame];
    case "extension.js":
      return ["text/javascript", options.extension];
  }
  return undefined;
}

/**
 * Returns the frame's policy. It allows only scripts with the nonce, as in the only reported policy of Stripe's, and the API if the frame calls it.
 * This policy and its attribute sandbox the frame.
 */
const policy = ({ wasm, way }: SandboxOptions, nonce: string) =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'${wasm ? " 'wasm-unsafe-eval'" : ""}`,
    ...(way === "frame" ? ["connect-src https://api.stripe.com"] : []),
    "sandbox allow-scripts",
  ].join("; ");

async function open(browser: OpenBrowser, url: string, { way, answerAfter }: SandboxOptions): Promise<Sandbox> {
  const emulator = createEmulator();
  const asked = { host: 0, frame: 0 };
  const ask = async (by: Way, path: string, method: string, headers: object, body: string | undefined) => {
    asked[by]++;
    await answerAfter;
    const client = emulator.httpClient({ user: "usr_1" });
    const response = await client.makeRequest("api.stripe.com", "443", path, method, headers, body ?? null, "https", 10_000);
    return response.getRawResponse() as PageResponse;
  };
  const host: Record<string, (...args: never[]) => unknown> = {
    supportsFetchAppEmbeddedKey: () => way === "frame",
    fetchAppEmbeddedKey: () => "ek_test_made_up",
    async stripeApiFetch(path: string, { method, headers, body }: { method: string; headers: object; body?: string }) {
      const answer = await ask("host", path, method, headers, body);
      return { json: JSON.parse(answer.body), headers: answer.headers, ok: answer.status < 300, status: answer.status, url: path };
    },
  };
  const page = await browser.newPage(url, {
    expose: { answerAsHost: (name: string, args: never[]) => host[name]!(...args) },
    answer: {
      async "https://api.stripe.com"({ path, method, headers, body }) {
        const allowed = { "access-control-allow-origin": "*", "access-control-expose-headers": "*" };
        // Chromium shows the preflight, Firefox does not.
        const asks = headers["access-control-request-headers"] ?? "";
        if (method === "OPTIONS") return { status: 204, headers: { ...allowed, "access-control-allow-headers": asks }, body: "" };
        if (headers["authorization"] !== "Bearer ek_test_made_up") return { status: 401, headers: allowed, body: "" };
        const answer = await ask("frame", path, method, headers, body);
        return { ...answer, headers: { ...answer.headers, ...allowed } };
      },
    },
  });
  await page.evaluate(() => globalThis.connect());
  return {
    page,
    asked,
    async seen() {
      await page.evaluate(() => globalThis.frame.mark!("all was said"));
      await vi.waitFor(() => expect(page.console).toContain("log: all was said"), 10_000);
    },
  };
}
