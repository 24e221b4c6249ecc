// What the documents and the declarations show compiles and runs, and what they link to is there.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { connectEmulator } from "stripe-secret-store/testing";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { emulatorBinary } from "../../scripts/emulator.mjs";
import { test } from "../clients/server";
import { CALLABLES, EXAMPLES } from "./declared";
import { BLOCKS, DOCUMENTS, root, target, type Block } from "./documents";
import { OF_THE_PAGE, ofThePackage, Programs } from "./programs";

const isTypeScript = ({ language }: Block) => language === "ts" || language === "tsx";
const named = (blocks: readonly Block[]) => blocks.map((block) => [`${block.path}:${block.line}`, block] as const);
/** The examples' own pages show parts of programs, which are run as such. */
const isPart = ({ path }: Block) => path.startsWith("www/examples/");
const TYPED = [...BLOCKS, ...EXAMPLES].filter((block) => isTypeScript(block) && !isPart(block));

/** Why a block is not run here. */
function runElsewhere({ language, code }: Block): boolean {
  const isAView = language === "tsx"; // As in tests/react.
  const isATest = /\b(jest|test)\b[.(]/.test(code); // As in tests/environments.
  const asksStripe = code.includes("createNodeHttpClient()");
  return isAView || isATest || asksStripe;
}

const RUN = TYPED.filter((block) => !runElsewhere(block));
/** With the emulator's server, where a block speaks of one without saying which. */
const asksServer = ({ code }: Block) => /\bserver\./.test(code);

/** What a line is said to log, in a comment behind it or below it. */
const loggedBy = ({ code }: Block) => [...code.matchAll(/console\.log\(.*;\s*\/\/ (.*)$/gm)].map(([, text]) => text!);

let programs: Programs;

beforeAll(async () => {
  process.env.EMULATOR_BINARY ??= await emulatorBinary("debug");
  const exported = await ofThePackage();
  programs = await Programs.of(TYPED, (block) => (EXAMPLES.includes(block) ? exported : OF_THE_PAGE));
}, 900_000);
afterAll(() => programs?.remove());

describe("a block of code compiles", () => {
  let complaints: Awaited<ReturnType<Programs["compile"]>>;

  beforeAll(async () => {
    complaints = await programs.compile();
  }, 120_000);

  test.for(named(TYPED))("%s", ([, block]) => expect(complaints.of(block)).toEqual([]));

  test("and nothing else is complained of", () => expect(complaints.ofOthers).toEqual([]));
});

describe("a block of code runs, and logs what it says", () => {
  test.for(named(RUN.filter((block) => !asksServer(block))))("%s", async ([, block]) => {
    const logged = await programs.run(block);
    if (EXAMPLES.includes(block)) expect(logged).toEqual(expect.arrayContaining(loggedBy(block)));
  });

  test.for(named(RUN.filter(asksServer)))("%s", async ([, block], { server }) => {
    await programs.run(block, { server: connectEmulator(server.url) });
  });
});

describe("what can be called has an example", () => {
  /** Interfaces whose methods are called by others: by this package, of what it is handed, or by the client of what is handed to it. */
  const CALLED_BY_OTHERS = [
    "EmulatorHttpClient",
    "EmulatorResponse",
    "HttpClient",
    "HttpClientResponse",
    "LeaseRequest",
    "OAuthProviderOptions",
    "TokenStoreOptions",
  ];
  const own = CALLABLES.filter(({ owner }) => !CALLED_BY_OTHERS.includes(owner!));

  test.for(own.map(({ name, comment }) => [name, comment] as const))("%s", ([, comment]) =>
    expect(comment).toMatch(/@example\b[^]*```tsx?\n/),
  );

  test("and what is excused is there", () => {
    const owners = new Set(CALLABLES.map(({ owner }) => owner));
    expect(CALLED_BY_OTHERS.filter((name) => !owners.has(name))).toEqual([]);
  });

  test("whichever entry exports it", async () => {
    const exported = Object.values(await ofThePackage()).flat();
    const known = CALLABLES.map(({ name, owner }) => owner ?? name);
    expect(exported.filter((name) => !known.includes(name))).toEqual([]);
  });
});

describe("what is linked to is there", () => {
  /** As GitHub names headings. */
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
