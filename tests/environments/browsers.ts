// Starts real browsers that run pages as for their users: Chromium, and the released Firefox by WebDriver BiDi.

import { execFileSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import puppeteer, { type Browser, type LaunchOptions, type Page } from "puppeteer-core";
import { BROWSER_ARGS, CHROMIUM } from "../../scripts/chromium.mjs";

export interface BrowserChoice {
  /** `Chromium` or `Firefox`: the name of a row of the table. */
  name: string;
  /** The program's version, such as `156.0.8078.79`, or empty if it is not installed. WebKit's is known when it is open. */
  version: string;
  /** The reason why it cannot be started here. Its cells are `notRun`. */
  missing?: string;
  /** Starts it with a new profile, which is deleted when it is closed. */
  open(): Promise<OpenBrowser>;
}

export interface OpenBrowser {
  /** Opens an address and waits until the page has been loaded. */
  newPage(url: string, options?: PageOptions): Promise<OpenPage>;
  close(): Promise<void>;
}

interface PageOptions {
  /** Functions of this process that the page can call as globals by these names. Their arguments and results are JSON. */
  expose?: Record<string, (...args: never[]) => unknown>;
  /**
   * Answers requests to other servers by their origin, such as `https://api.stripe.com`, without a connection. Chromium passes CORS preflights
   * (`OPTIONS`) too, Firefox skips them. The answers' own headers count in both.
   */
  answer?: Record<string, (request: PageRequest) => PageResponse | Promise<PageResponse>>;
}

interface PageRequest {
  method: string;
  /** The path and query. */
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
}

export interface PageResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface OpenPage {
  /** Runs a function in the page and returns its result, or that of its promise. It sees only its arguments, which are JSON. */
  evaluate<Args extends unknown[], Result>(run: (...args: Args) => Result, ...args: Args): Promise<Awaited<Result>>;
  /** All lines that the page and its frames wrote to the console, such as `warn: deprecated`. */
  console: string[];
  /** The errors and warnings on the console, uncaught errors, unhandled rejections, and files that could not be loaded. */
  errors: string[];
  /** Violations of a Content Security Policy in the page and its frames, as `directive: blocked`, such as `script-src: eval`. */
  violations: string[];
  close(): Promise<void>;
}

/** Every browser of the table, also if it is `missing` here. */
export const browsers: BrowserChoice[] = [
  choice("Chromium", CHROMIUM, { browser: "chrome", args: BROWSER_ARGS }),
  // The released Firefox has BiDi. With Puppeteer's preferences it uses no network by itself.
  choice("Firefox", process.env.FIREFOX ?? "/usr/bin/firefox-esr", { browser: "firefox" }),
];

function choice(name: string, executablePath: string, options: LaunchOptions): BrowserChoice {
  try {
    accessSync(executablePath, constants.X_OK);
  } catch {
    const missing = `${name} is not installed where ${name.toUpperCase()} says, or at its usual place`;
    return { name, version: "", missing, open: () => Promise.reject(new Error(missing)) };
  }
  const said = execFileSync(executablePath, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const version = /\d+(\.\d+)+/.exec(said)?.[0] ?? said.trim();
  return { name, version, open: async () => opened(await puppeteer.launch({ ...options, executablePath, headless: true })) };
}

function opened(browser: Browser): OpenBrowser {
  // Pages without options are used again: a new one starts a process, which took half of Firefox's time (November 2026).
  const idle: WatchedPage[] = [];
  return {
    close: () => browser.close(),
    async newPage(url, options = {}) {
      const isPlain = Object.keys(options).length === 0;
      const watched = (isPlain && idle.pop()) || (await watch(await browser.newPage()));
      const { page } = watched;
      try {
        const seen = watched.begin();
        for (const [name, call] of Object.entries(options.expose ?? {})) await page.exposeFunction(name, call);
        if (options.answer) await intercept(page, options.answer);
        await page.goto(url);
        const close = async () => {
          if (!isPlain) return page.close();
          // Ends the document, its workers and its requests.
          await page.goto("about:blank");
          idle.push(watched);
        };
        return { ...seen, evaluate: (run, ...args) => page.evaluate(run as never, ...args) as never, close };
      } catch (error) {
        await page.close();
        throw error;
      }
    },
  };
}

type Seen = Pick<OpenPage, "console" | "errors" | "violations">;

interface WatchedPage {
  page: Page;
  /** Starts a new record of what the page says. */
  begin(): Seen;
}

const VIOLATION = "Violation of the Content Security Policy: ";
/** Matches messages that repeat an event, on the console (Chromium) or among the errors (Firefox). */
const IN_OTHER_WORDS = /violates the following Content Security Policy directive|^Content-Security-Policy: /;

async function watch(page: Page): Promise<WatchedPage> {
  let seen: Seen;
  const begin = () => (seen = { console: [], errors: [], violations: [] });
  begin();
  await page.evaluateOnNewDocument((violation) => {
    addEventListener("securitypolicyviolation", (event) => {
      console.debug(`${violation}${event.effectiveDirective}: ${event.blockedURI || "inline"}`);
    });
    // BiDi passes an error as an empty handle, so it becomes text in the page.
    for (const level of ["error", "warn"] as const) {
      const write = console[level];
      console[level] = (...said) =>
        write.apply(
          console,
          said.map((item) => (item instanceof Error ? `${item} ${item.stack}` : item)),
        );
    }
  }, VIOLATION);
  page.on("console", (message) => {
    const [type, text] = [message.type(), message.text()];
    if (text.startsWith(VIOLATION)) return void seen.violations.push(text.slice(VIOLATION.length));
    if (message.args().length === 0 && IN_OTHER_WORDS.test(text)) return;
    seen.console.push(`${type}: ${text}`);
    if (/^(error|warn|assert)/.test(type)) seen.errors.push(`${type}: ${text}`);
  });
  page.on("pageerror", (thrown) => {
    const text = thrown instanceof Error ? thrown.message : String(thrown);
    if (!IN_OTHER_WORDS.test(text)) seen.errors.push(`uncaught: ${text}`);
  });
  page.on("requestfailed", (request) => void seen.errors.push(`not loaded: ${request.url()} ${request.failure()?.errorText ?? ""}`));
  return { page, begin };
}

async function intercept(page: Page, answer: NonNullable<PageOptions["answer"]>) {
  await page.setRequestInterception(true);
  page.on("request", async (request) => {
    const { origin, pathname, search } = new URL(request.url());
    const answered = answer[origin];
    if (!answered) return request.continue();
    try {
      const body = request.hasPostData() ? await request.fetchPostData() : undefined;
      await request.respond(await answered({ method: request.method(), path: pathname + search, headers: request.headers(), body }));
    } catch {
      await request.abort().catch(() => undefined);
    }
  });
}
