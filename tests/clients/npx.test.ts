// Runs the emulator's server from its npm package with `npx`, which needs no Rust.

import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const run = promisify(execFile);
const root = join(import.meta.dirname, "../..");

let folder: string;
let tarball: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "secret-store-emulator-"));
  // The other suites have built this profile already. `npm run pack:emulator` builds the published one.
  const script = `import { packEmulator } from "./scripts/pack-emulator.mjs";
    console.log(await packEmulator({ profile: "debug", out: ${JSON.stringify(join(folder, "packed"))} }));`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script], { cwd: root });
  tarball = stdout.trim().split("\n").at(-1)!;
}, 600_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

test("packs the program, its start script and the licences", async () => {
  const { stdout } = await run("tar", ["-tzf", tarball]);
  const program = process.platform === "win32" ? "secret-store-emulator.exe" : "secret-store-emulator";
  const expected = ["LICENSE-APACHE", "LICENSE-MIT", "README.md", "ask.mjs", "package.json", "run.js", program];
  expect(stdout.trim().split("\n").sort()).toEqual(expected.map((name) => `package/${name}`).sort());
});

test("runs by npx, answers, and ends by the signal", { timeout: 120_000 }, async () => {
  const project = await mkdtemp(join(folder, "project-"));
  const args = ["--yes", "--offline", "--prefix", project, "--package", tarball, "secret-store-emulator", "--port", "0"];
  // Uses a process group, since npx does not forward every signal to its program.
  const npx = spawn("npx", args, { cwd: project, stdio: ["ignore", "pipe", "inherit"], detached: true });
  const ended = new Promise((resolve) => npx.on("exit", (code, signal) => resolve(signal ?? code)));
  try {
    const lines = createInterface({ input: npx.stdout });
    const line = await new Promise<string>((resolve, reject) => {
      lines.once("line", resolve);
      npx.once("exit", (code) => reject(new Error(`npx ended with ${code}`)));
    });
    const url = /http:\/\/[^ ]+/.exec(line)?.[0];
    const response = await fetch(`${url}/v1/apps/secrets?scope[type]=account`, { headers: { Authorization: "Bearer sk_test_app_a" } });
    expect(response.status).toBe(200);
    const inspected = await run("npx", [...args.slice(0, -1), new URL(url!).port, "inspect"], { cwd: project });
    expect(inspected.stdout).toBe(`${url}/_emulator/ui\n`);
    const asking = run("npx", [...args.slice(0, -2), "ask", "--base", url!, "--only", "user_missing"], {
      cwd: project,
      env: { ...process.env, STRIPE_API_KEY: "sk_test_app_a", INIT_CWD: project },
    });
    expect((await asking).stdout).toBe("1 same, 0 different, 0 could not tell\n");
    expect(existsSync(join(project, "stripe-answers.json"))).toBe(true);
    expect(existsSync(join(project, "node_modules"))).toBe(false);
    process.kill(-npx.pid!, "SIGINT");
    // The signal may end npx itself before the server has shut down.
    expect([0, 130, "SIGINT"]).toContain(await ended);
    const health = () =>
      fetch(`${url}/_emulator/health`).then(
        () => "it answers",
        () => "it is gone",
      );
    await expect.poll(health, { timeout: 10_000 }).toBe("it is gone");
  } finally {
    if (npx.exitCode === null && npx.signalCode === null) process.kill(-npx.pid!, "SIGKILL");
  }
});
