// Starts servers that are separate programs: a development server, Next.js, the emulator.

import { spawn } from "node:child_process";
import { join } from "node:path";
import { emulatorBinary } from "../../scripts/emulator.mjs";
import { cleanEnvironment, type Project } from "./project";

export interface RunningServer {
  /** The address, such as `http://127.0.0.1:12111`. */
  origin: string;
  /** Returns its output so far. */
  output(): string;
  close(): Promise<void>;
}

/** Starts a server, and waits until it prints its address. */
function serveProgram(program: string, args: string[], { folder, env }: { folder?: string; env?: object } = {}): Promise<RunningServer> {
  const child = spawn(program, args, {
    cwd: folder,
    env: { ...cleanEnvironment(), NO_COLOR: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let written = "";
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      written += chunk;
      const origin = /\bhttp:\/\/(127\.0\.0\.1|localhost):\d+(?=\D)/.exec(written)?.[0];
      if (!origin) return;
      const close = () => {
        // After a signal some servers wait for connections that a browser keeps open.
        child.kill("SIGKILL");
        return ended;
      };
      resolve({ origin, output: () => written, close });
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("error", reject);
    void ended.then(() => reject(new Error(`${program} ended before it served:\n${written}`)));
  });
}

/** Returns a program of a project's node_modules/.bin. */
export const serveBinary = (project: Project, program: string, args: string[], env: object = {}) =>
  serveProgram(join(project.folder, "node_modules/.bin", program), args, { folder: project.folder, env });

/** Starts the emulator's server without secrets, for pages that cannot run the emulator itself. */
export async function serveEmulator(): Promise<RunningServer> {
  const server = await serveProgram(await emulatorBinary("debug"), ["--port", "0"]);
  await fetch(`${server.origin}/_emulator/reset`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: `{"seed":false}`,
  });
  return server;
}
