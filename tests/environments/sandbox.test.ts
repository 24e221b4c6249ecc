// Runs an extension, bundled as by Stripe's command line, in a sandboxed frame with a null origin in real browsers: with WebAssembly forbidden and
// allowed, and with both ways of the SDK to reach the API.

import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { describeInEachBrowser } from "./each-browser";
import { backendOf, cell, clientEntries, expected, notRun, REFUSES } from "./cell";
import { BY_DOM, GENERATIONS, scriptsOf, serveSandboxes, type Generation, type SandboxServer, type Scripts, type Way } from "./sandbox";

const group = "Stripe's sandbox";
/** Matches Chromium's own message when the frame asks for the deleted secret. */
const NOT_FOUND = "error: Failed to load resource: the server responded with a status of 404 (Not Found)";

interface Policy {
  name: string;
  wasm: boolean;
}
const POLICIES: [Policy, Policy] = [
  { wasm: true, name: "with 'wasm-unsafe-eval'" },
  { wasm: false, name: "without 'wasm-unsafe-eval'" },
];
const [WITH] = POLICIES;
/** The way that an entry tests whether WebAssembly may be compiled. */
const PROBE = "script-src: wasm-eval";
const REFUSAL = /^webassembly_unavailable: .*'wasm-unsafe-eval'.*\bstripe-secret-store\/js\b/;

/** Returns an entry's implementation there, or undefined if it can only throw. */
const backendIn = (entry: string, { wasm }: Policy) => (wasm ? backendOf(entry) : entry.endsWith("/wasm") ? undefined : "js");
/** Returns the entry's violations of the policy: one, for the test. */
const probesIn = (entry: string, { wasm }: Policy) => (wasm || backendOf(entry) === "js" ? [] : [PROBE]);

const installed = new Map<Generation, Scripts>();
let server: SandboxServer;

beforeAll(async () => {
  server = await serveSandboxes();
  for (const generation of [...GENERATIONS, ...BY_DOM]) installed.set(generation, await scriptsOf(generation, clientEntries));
}, 300_000);
afterAll(() => server?.close());

describeInEachBrowser((choice, opened) => {
  for (const policy of POLICIES) {
    test.skipIf(choice.missing)(`locks the frame as Stripe does, ${policy.name}`, async () => {
      const { page, seen } = await open(GENERATIONS[0], clientEntries[0]!, policy, "host");
      const forbidden = policy.wasm ? "[object WebAssembly.Module]" : "CompileError";
      expect(await page.evaluate(() => globalThis.frame.attempts!())).toEqual({
        origin: "null",
        localStorage: "SecurityError",
        cookie: "SecurityError",
        "window.parent.document": "SecurityError",
        "require react-dom": "Error",
        eval: "EvalError",
        "new WebAssembly.Module": forbidden,
        // So the entry cannot use it for its test.
        "WebAssembly.validate": "true",
      });
      await seen();
      expect(page.violations).toEqual(["script-src: eval", ...(policy.wasm ? [] : [PROBE])]);
      await page.close();
    });

    for (const generation of GENERATIONS)
      for (const way of generation.ways)
        for (const entry of clientEntries)
          inBrowser(`${choice.name}, ${policy.name}, ${generation.name}, requests by the ${way}`, entry, generation, async () => {
            const { page, asked, seen } = await open(generation, entry, policy, way);
            const text = await page.evaluate(() => globalThis.textOf("FourOperations"));
            const backend = backendIn(entry, policy);
            if (backend) {
              expect(text).toBe(expected(backend));
              expect(asked).toEqual({ host: 0, frame: 0, [way]: 5 });
            } else {
              expect(text).toMatch(REFUSAL);
              expect(asked).toEqual({ host: 0, frame: 0 });
            }
            await seen();
            expect(page.violations).toEqual(probesIn(entry, policy));
            const saysNotFound = backend && way === "frame" && choice.name === "Chromium";
            expect(page.errors).toEqual(saysNotFound ? [NOT_FOUND] : []);
            await page.close();
            return backend ? undefined : REFUSES;
          });
  }

  for (const generation of GENERATIONS)
    for (const entry of clientEntries)
      inBrowser(`${choice.name}, ${generation.name}, the hooks`, entry, generation, async () => {
        const { page, asked, seen } = await open(generation, entry, WITH, "host");
        expect(await page.evaluate(() => globalThis.textOf("WithHooks"))).toBe("loading, missing, ready payload 😀, missing");
        // The secret and the list, then each write and the list again.
        expect(asked).toEqual({ host: 6, frame: 0 });
        await seen();
        expect(page.violations).toEqual([]);
        expect(page.errors).toEqual([]);
        await page.close();
      });

  for (const generation of [...GENERATIONS, ...BY_DOM])
    for (const entry of clientEntries)
      inBrowser(`${choice.name}, ${generation.name}, StrictMode`, entry, generation, async () => {
        let answer = () => {};
        const answerAfter = new Promise<void>((resolve) => (answer = resolve));
        const { page, asked, seen } = await open(generation, entry, WITH, "host", answerAfter);
        await page.evaluate(() => globalThis.frame.render!("FreedInCleanUp", () => {}));
        const { effects } = generation;
        // StrictMode cleans up all but the last immediately, and the last when the view is unmounted.
        const counts = () => page.evaluate(() => globalThis.frame.counts!());
        await vi.waitFor(async () => expect(await counts()).toEqual({ ran: effects, freed: effects - 1 }), 10_000);
        await vi.waitFor(() => expect(asked.host).toBe(4 * effects), 10_000);
        await page.evaluate(() => globalThis.frame.unmount!());
        await vi.waitFor(async () => expect(await counts()).toEqual({ ran: effects, freed: effects }), 10_000);
        answer();
        const outcomes = ["apps.secret", null, "list", "not_found"];
        expect(await page.evaluate(() => globalThis.frame.outcomes!())).toEqual(effects === 2 ? [...outcomes, ...outcomes] : outcomes);
        await seen();
        expect(page.violations).toEqual([]);
        expect(page.errors).toEqual([]);
        await page.close();
      });

  function open(generation: Generation, entry: string, { wasm }: Policy, way: Way, answerAfter?: Promise<void>) {
    const scripts = installed.get(generation)!;
    return server.open(opened(), { scripts, extension: scripts.extensions.get(entry)!, wasm, way, answerAfter });
  }

  function inBrowser(environment: string, entry: string, generation: Generation, run: () => Promise<string | void>) {
    if (choice.missing) return notRun({ group, environment, entry }, choice.missing);
    const row = async (versions: Record<string, string>) => {
      Object.assign(versions, { [choice.name]: choice.version }, installed.get(generation)?.versions);
      return run();
    };
    cell({ group, environment, entry }, row, 60_000);
  }
});
