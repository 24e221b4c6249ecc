// Starts WebKitGTK, which has the engine of Safari, by its WebDriver and on a display without a screen.

import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import type { BrowserChoice, OpenPage } from "./browsers";

const DRIVER = process.env.WEBKIT_DRIVER || "/usr/bin/WebKitWebDriver";
const DISPLAY_SERVER = process.env.XVFB || "/usr/bin/Xvfb";

export const webkit: BrowserChoice = {
  name: "WebKitGTK",
  version: "",
  async open() {
    const display = spawn(DISPLAY_SERVER, ["-displayfd", "1", "-nolisten", "tcp"], { stdio: ["ignore", "pipe", "ignore"] });
    const number = await new Promise((resolve, reject) => {
      createInterface(display.stdout).once("line", resolve);
      display.once("error", reject).once("exit", () => reject(new Error(`${DISPLAY_SERVER} ended.`)));
    });
    const port = await freePort();
    const driver = spawn(DRIVER, [`--port=${port}`], { stdio: "ignore", env: { ...process.env, DISPLAY: `:${number}` } });
    const address = `http://127.0.0.1:${port}/session`;
    const { sessionId, capabilities } = await whenItAnswers(driver, () =>
      send<Session>("POST", address, { capabilities: { alwaysMatch: { timeouts: { script: 60_000 } } } }),
    );
    webkit.version = capabilities.browserVersion;
    const session = `${address}/${sessionId}`;
    return {
      newPage: (url) => openPage(session, url),
      async close() {
        await send("DELETE", session);
        for (const program of [driver, display]) program.kill();
      },
    };
  },
};

const missing = [DRIVER, DISPLAY_SERVER].filter((program) => !existsSync(program));
if (missing.length > 0) webkit.missing = `${missing.join(" and ")} cannot be found`;

interface Session {
  sessionId: string;
  capabilities: { browserVersion: string };
}

/** Sends a command of WebDriver, and returns its value. */
async function send<T = unknown>(method: string, url: string, body?: object): Promise<T> {
  const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await response.json()) as { value: T & { error?: string; message?: string } };
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

/** Repeats a command until the driver listens. */
async function whenItAnswers<T>(driver: ChildProcess, command: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await command();
    } catch (error) {
      if (driver.exitCode !== null || !(error instanceof TypeError)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** Returns a free port, since the driver does not print one that it chooses itself. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Notes what WebDriver has no events for, and waits for the page's modules, which the driver may not have done. */
const WATCH = `
  const seen = (globalThis.seen = { console: [], errors: [], violations: [] });
  addEventListener("securitypolicyviolation", (event) => seen.violations.push(event.effectiveDirective + ": " + (event.blockedURI || "inline")));
  addEventListener("error", ({ message }) => seen.errors.push("uncaught: " + message));
  addEventListener("unhandledrejection", ({ reason }) => seen.errors.push("uncaught: " + reason));
  for (const level of ["error", "warn", "log"]) {
    const write = console[level];
    console[level] = (...said) => {
      seen.console.push(level + ": " + said.join(" "));
      if (level !== "log") seen.errors.push(level + ": " + said.join(" "));
      write.apply(console, said);
    };
  }
  const done = arguments[arguments.length - 1];
  if (document.readyState === "complete") done();
  else addEventListener("load", () => done());`;

/** Loads an address in the session's only window. */
async function openPage(session: string, url: string): Promise<OpenPage> {
  await send("POST", `${session}/url`, { url });
  await send("POST", `${session}/execute/async`, { script: WATCH, args: [] });
  const page: OpenPage = {
    console: [],
    errors: [],
    violations: [],
    async evaluate(run, ...args) {
      const script = `const done = arguments[arguments.length - 1];
        Promise.resolve((${run})(...[...arguments].slice(0, -1))).then((value) => ({ value }), (error) => ({ error: String(error) }))
          .then((result) => done({ ...result, seen: globalThis.seen }));`;
      type Result = { value: never; error?: string; seen: Pick<OpenPage, "console" | "errors" | "violations"> };
      const { value, error, seen } = await send<Result>("POST", `${session}/execute/async`, { script, args });
      for (const kind of ["console", "errors", "violations"] as const) page[kind].splice(0, Infinity, ...seen[kind]);
      if (error !== undefined) throw new Error(error);
      return value;
    },
    close: async () => {},
  };
  return page;
}
