// Runs the code of docs/observation.md that makes OpenTelemetry spans, with a tracer that records them.

import { trace, type Attributes, type Span, type SpanOptions, type SpanStatus, type TracerProvider } from "@opentelemetry/api";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { SecretStoreClient, type HttpClient } from "stripe-secret-store";
import { createEmulator } from "stripe-secret-store/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { errorOf } from "../support/client";
import { BLOCKS } from "../support/documents";
import { here } from "../support/paths";
import { fetchOf } from "../support/programs";

interface Recorded {
  readonly name: string;
  readonly attributes: Attributes;
  status?: SpanStatus;
  ended: boolean;
}

const spans: Recorded[] = [];
const provider = {
  getTracer: () => ({
    startSpan(name: string, { attributes }: SpanOptions) {
      const recorded: Recorded = { name, attributes: { ...attributes }, ended: false };
      spans.push(recorded);
      return {
        setAttribute: (key: string, value: string) => void (recorded.attributes[key] = value),
        setStatus: (status: SpanStatus) => void (recorded.status = status),
        end: () => void (recorded.ended = true),
      } as unknown as Span;
    },
  }),
} as unknown as TracerProvider;

let folder: string;
let httpClient: HttpClient;

beforeAll(async () => {
  const block = BLOCKS.find(({ path, code }) => path === "docs/observation.md" && code.includes("getTracer"));
  folder = await mkdtemp(join(here, ".documents-"));
  await writeFile(join(folder, "spans.ts"), block!.code);
  trace.setGlobalTracerProvider(provider);
  ({ httpClient } = await import(/* @vite-ignore */ pathToFileURL(join(folder, "spans.ts")).href));
});

afterAll(async () => {
  trace.disable();
  vi.unstubAllGlobals();
  await rm(folder, { recursive: true, force: true });
});

test("makes a span of each request, and marks those that failed", async () => {
  const emulator = createEmulator();
  vi.stubGlobal("fetch", fetchOf(emulator));
  const backend = new SecretStoreClient({ httpClient, apiKey: "sk_test_app_a", scope: "account", maxNetworkRetries: 0 });
  const secrets = backend.forAccount("acct_cactus");
  await secrets.createSecret({ name: "crm", payload: "made up" });
  await secrets.findSecret({ name: "absent" });
  await errorOf(() => secrets.deleteSecret({ name: "absent" }));
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("fetch failed")));
  await errorOf(() => secrets.listSecrets());

  const attributes = (status: number) => ({
    "secret_store.scope": "account",
    "http.request.resend_count": 0,
    "http.response.status_code": status,
    "stripe.request_id": expect.stringMatching(/^req_/),
  });
  expect(spans).toEqual([
    { name: "secret_store create", ended: true, attributes: attributes(200) },
    { name: "secret_store find", ended: true, attributes: attributes(404) },
    { name: "secret_store delete", ended: true, attributes: { ...attributes(404), "error.type": "404" }, status: { code: 2 } },
    {
      name: "secret_store list",
      ended: true,
      attributes: { "secret_store.scope": "account", "http.request.resend_count": 0, "error.type": "connection_failed" },
      status: { code: 2 },
    },
  ]);
});
