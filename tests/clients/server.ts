// Starts the emulator's binary for tests that use it over HTTP. Each test has its own servers, which start in milliseconds. So no test
// sees another's secrets, clock or faults.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, test as base } from "vitest";
import { emulatorBinary, listening } from "../../scripts/emulator.mjs";

/** A request in the emulator's log. */
export interface LogEntry {
  time: number;
  caller: { app: string; account: string; user?: string; livemode: boolean } | null;
  method: string;
  path: string;
  parameters: [string, string][];
  status: number;
  code: string | null;
  request_id: string;
  idempotency_key: boolean;
  replayed: boolean;
  fault: string | null;
  assumptions: string[];
}

/** A failure of the next requests. */
export interface Fault {
  kind: "status" | "empty" | "no_answer" | "hang" | "cut_body" | "wrong_content_type" | "broken_json" | "latency";
  status?: number;
  count?: number;
  delay_ms?: number;
  method?: "GET" | "POST";
  executed?: boolean;
  should_retry?: boolean;
}

/** A running server, with the controls that Stripe has no routes for. */
export class Server {
  readonly host: string = "127.0.0.1";
  readonly port: number;

  constructor(
    readonly url: string,
    /** Ends it, and returns its exit code. */
    readonly stop: () => Promise<number | null>,
  ) {
    this.port = Number(new URL(url).port);
  }

  /** Calls one of the emulator's own routes. */
  async control(method: "GET" | "POST" | "DELETE", route: string, body?: object): Promise<unknown> {
    const headers = { "Content-Type": "application/json" };
    const init = body === undefined ? { method } : { method, headers, body: JSON.stringify(body) };
    const response = await fetch(`${this.url}/_emulator/${route}`, init);
    if (!response.ok) throw new Error(`${method} /_emulator/${route}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  /** Returns the requests so far, oldest first. */
  async requests(): Promise<LogEntry[]> {
    return ((await this.control("GET", "requests")) as { data: LogEntry[] }).data;
  }

  /** Deletes every secret, including those of the world. */
  async empty(): Promise<void> {
    await this.control("POST", "reset", { seed: false });
  }

  async advance(milliseconds: number): Promise<void> {
    await this.control("POST", "clock", { advance_ms: milliseconds });
  }

  async fail(fault: Fault): Promise<void> {
    await this.control("POST", "faults", fault);
  }

  async setAssumption(name: string, enabled: boolean): Promise<void> {
    await this.control("POST", "assumptions", { [name]: enabled });
  }

  async permit(app: string, account: string, granted: boolean): Promise<void> {
    await this.control("POST", "permissions", { app, account, permission: "secret_write", granted });
  }

  async install(app: string, account: string, installed: boolean): Promise<void> {
    await this.control("POST", "installations", { app, account, installed });
  }
}

beforeAll(async () => {
  // Set in the environment, for the programs that tests start too.
  process.env.EMULATOR_BINARY = await emulatorBinary("debug");
}, 900_000);

async function start(args: string[]): Promise<Server> {
  const port = args.includes("--port") ? [] : ["--port", "0"];
  const child = spawn(process.env.EMULATOR_BINARY!, [...port, ...args, "--end-with-stdin"], { stdio: ["pipe", "pipe", "pipe"] });
  let output = "";
  child.stderr.on("data", (chunk) => (output += chunk));
  const ended = new Promise<number | null>((resolve) => {
    child.on("error", (error) => {
      output += error.message;
      resolve(null);
    });
    child.on("close", resolve);
  });
  const url = await listening(child).catch(async () => {
    throw new Error(`The emulator ended with ${await ended} before it was ready:\n${output}`);
  });
  let stopped = false;
  const stop = async () => {
    if (!stopped && child.exitCode !== null)
      throw new Error(`The emulator ended with ${child.exitCode} in the middle of the test:\n${output}`);
    stopped = true;
    child.kill("SIGTERM");
    return ended;
  };
  return new Server(url, stop);
}

interface Fixtures {
  /** Starts a server with these arguments. It ends with the test. */
  serve: (...args: string[]) => Promise<Server>;
  /** A server in the default world, without its secrets. */
  server: Server;
  /** A folder that is deleted with the test. */
  folder: string;
}

export const test = base.extend<Fixtures>({
  serve: async ({}, use) => {
    const servers: Server[] = [];
    await use(async (...args) => {
      const server = await start(args);
      servers.push(server);
      return server;
    });
    const codes = await Promise.all(servers.map((server) => server.stop()));
    if (codes.some((code) => code !== 0)) throw new Error(`A server did not end as it should: ${codes}`);
  },
  server: async ({ serve }, use) => {
    const server = await serve();
    await server.empty();
    await use(server);
  },
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "secret-store-emulator-"));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
});
