// Compiles and runs the code in the documents and declarations, and checks their links.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { connectEmulator } from "stripe-secret-store/testing";
import { afterAll, beforeAll, describe, expect, vi } from "vitest";
import { emulatorBinary } from "../../../scripts/emulator.mjs";
import { test } from "../../clients/server";
import { CALLABLES, EXAMPLES } from "../support/declared";
import { BLOCKS, DOCUMENTS, root, target, type Block } from "../support/documents";
import { OF_THE_PAGE, ofThePackage, Programs } from "../support/programs";

const isTypeScript = ({ language }: Block) => language === "ts" || language === "tsx";
const named = (blocks: readonly Block[]) => blocks.map((block) => [`${block.path}:${block.line}`, block] as const);
/** Returns whether a block is a part of an example. The examples' tests run them. */
const isPart = ({ path }: Block) => path.startsWith("examples/");
const TYPED = [...BLOCKS, ...EXAMPLES].filter((block) => isTypeScript(block) && !isPart(block));

/** Returns whether another test runs a block. */
function runElsewhere({ language, code }: Block): boolean {
  const isAView = language === "tsx"; // tests/react runs views.
  const isATest = /\b(jest|test)\b[.(]/.test(code); // tests/environments runs tests.
  const asksStripe = code.includes("createNodeHttpClient()");
  return isAView || isATest || asksStripe;
}

const RUN = TYPED.filter((block) => !runElsewhere(block));
/** Returns whether a block needs the emulator's server. */
const asksServer = ({ code }: Block) => /\bserver\.|EMULATOR_URL/.test(code);

/** Returns the texts that a block should log, from the comments after its lines or below them. */
const loggedBy = ({ code }: Block) => [...code.matchAll(/console\.log\(.*;\s*\/\/ (.*)$/gm)].map(([, text]) => text!);

let programs: Programs;

beforeAll(async () => {
  process.env.EMULATOR_BINARY ??= await emulatorBinary("debug");
  const exported = await ofThePackage();
  programs = await Programs.of(TYPED, (block) => (EXAMPLES.includes(block) ? exported : OF_THE_PAGE));
}, 900_000);
afterAll(() => programs?.remove());

describe("compiles the block", () => {
  let complaints: Awaited<ReturnType<Programs["compile"]>>;

  beforeAll(async () => {
    complaints = await programs.compile();
  }, 120_000);

  test.for(named(TYPED))("%s", ([, block]) => expect(complaints.of(block)).toEqual([]));

  test("finds no errors in other files", () => expect(complaints.ofOthers).toEqual([]));
});

describe("runs the block, which logs the text of its comments", () => {
  test.for(named(RUN.filter((block) => !asksServer(block))))("%s", async ([, block]) => {
    const logged = await programs.run(block);
    if (EXAMPLES.includes(block)) expect(logged).toEqual(expect.arrayContaining(loggedBy(block)));
  });

  test.for(named(RUN.filter(asksServer)))("%s", async ([, block], { server }) => {
    vi.stubEnv("EMULATOR_URL", server.url);
    await programs.run(block, { server: connectEmulator(server.url) });
  });
});

describe("the check of the examples", () => {
  /** Interfaces that users implement, or whose methods only this package calls. */
  const CALLED_BY_OTHERS = [
    "EmulatorHttpClient",
    "EmulatorResponse",
    "HttpClient",
    "HttpClientResponse",
    "LeaseRequest",
    "OAuthProviderOptions",
    "SplitFormatOptions",
    "TokenStoreOptions",
  ];
  const own = CALLABLES.filter(({ owner }) => !CALLED_BY_OTHERS.includes(owner!));

  test.for(own.map(({ name, comment }) => [name, comment] as const))("finds an example of %s", ([, comment]) =>
    expect(comment).toMatch(/@example\b[^]*```tsx?\n/),
  );

  test("excuses only interfaces that exist", () => {
    const owners = new Set(CALLABLES.map(({ owner }) => owner));
    expect(CALLED_BY_OTHERS.filter((name) => !owners.has(name))).toEqual([]);
  });

  test("finds the exports of all entries", async () => {
    const exported = Object.values(await ofThePackage()).flat();
    const known = CALLABLES.map(({ name, owner }) => owner ?? name);
    expect(exported.filter((name) => !known.includes(name))).toEqual([]);
  });
});

test("shows the starter's configuration of Jest in the guide", () => {
  const configuration = readFileSync(join(root, "starter/jest.config.mjs"), "utf8");
  expect(BLOCKS.filter(({ path, language }) => path === "docs/guide.md" && language === "js").map(({ code }) => code)).toContain(
    configuration,
  );
});

describe("finds the targets of all links in", () => {
  /** Returns the anchors of headings as GitHub makes them. */
  const anchors = (text: string) =>
    [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    );

  test.each(DOCUMENTS.map((document) => [document.path, document] as const))("%s", (_, document) => {
    const missing = [];
    for (const [, link = ""] of document.text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(link)) continue;
      const [path = "", anchor] = link.split("#");
      const file = path === "" ? document.path : target(document, path);
      const there = existsSync(join(root, file));
      const headings = DOCUMENTS.find((one) => one.path === file);
      if (!there || (anchor !== undefined && !(headings && anchors(headings.text).includes(anchor)))) missing.push(link);
    }
    expect(missing).toEqual([]);
  });
});
