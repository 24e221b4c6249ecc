// Compares docs/glossary.md with the code: each of its names is used, and the names that it replaced are gone.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../support/documents";

const CODE = ["src", "js", "emulator/src", "www", "ask", "scripts", "benches"];
/** Sources as they are now, with files that git does not know yet. */
const FILES = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", ...CODE], { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter((path) => /\.(?:js|mjs|rs|ts|tsx)$/.test(path) && existsSync(join(root, path)));
const SOURCES = new Map(FILES.map((path) => [path, readFileSync(join(root, path), "utf8")]));

const ROWS = readFileSync(join(root, "docs/glossary.md"), "utf8")
  .split("\n")
  .filter((line) => /^\| (?!Word|-)/.test(line))
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .map(([, word, meaning, code]) => ({
    word: word!,
    meaning: meaning!,
    names: [...code!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!),
  }));

describe("the code uses the name of", () => {
  test.each(ROWS)("$word", ({ names }) => {
    expect(names).not.toEqual([]);
    for (const name of names) {
      const isPath = /[/.]/.test(name);
      const isUsed = isPath
        ? existsSync(join(root, name))
        : [...SOURCES.values()].some((source) => new RegExp(`\\b${name}\\b`).test(source));
      expect(isUsed, name).toBe(true);
    }
  });
});

test("explains each word of the glossary once", () => {
  const words = ROWS.map(({ word }) => word);
  expect(words.length).toBeGreaterThan(25);
  expect(words).toEqual([...new Set(words)]);
});

describe("the code no longer defines", () => {
  const OLD: Record<string, string> = {
    src: "Action HandOn Judged KeySet Keys Limits Outcome Refusal Room Sending Verdict has_stranger judge word",
    "emulator/src": "Grounds KeptKey Realm Refusal Who judge realm",
    js: "Kept Place Shown asked backend bounded inTurn lazily listAt patience placeOf secretAt settled shownAt slips useShown within",
    www: "Gone Ring Said Why Wrong",
    scripts: "giveUp must say",
  };
  const names = Object.entries(OLD).flatMap(([folder, list]) => list.split(" ").map((name) => [name, folder] as const));

  test.each(names)("%s in %s/", (name, folder) => {
    const definition = new RegExp(
      `^\\s*(?:export |pub(?:\\(\\w+\\))? )*(?:async |const )?(?:class|enum|fn|function|interface|struct|trait|type) ${name}\\b|^(?:export )?const ${name}\\b`,
      "m",
    );
    const own = [...SOURCES].filter(([path]) => path.startsWith(`${folder}/`));
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter(([, source]) => definition.test(source)).map(([path]) => path)).toEqual([]);
  });

  test("a file by an old name", () => {
    const old =
      /(?:^|\/)(?:Gone|calls|grounds|key|one-connection-each|place|realms?|room|rules|seeding|sweeping|token-house|text|tries|uninstalling|use-shown|who|words)\.\w+$|\/picture\//;
    // The key there is an API key.
    const allowed = /^scripts\/prose\/rules\.|^benches\/|^ask\/command\/key\./;
    expect(FILES.filter((path) => old.test(path) && !allowed.test(path))).toEqual([]);
  });
});
