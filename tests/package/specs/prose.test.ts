// The rules that `npm run lint` holds prose to, each by sentences that break it and sentences that keep it.

import { describe, expect, test } from "vitest";
import { violations } from "../../../scripts/prose/rules.mjs";
import { lineAt, textsOf } from "../../../scripts/prose/texts.mjs";

/** Returns the violations in a file as `line name`. */
const lint = (path: string, source: string) =>
  textsOf(path, source).flatMap((text) => [...violations(text)].map(({ name, offset }) => `${lineAt(text, offset)} ${name}`));

describe("reports a sentence that breaks a rule", () => {
  test.each([
    ["no-headless-clause", "What the picture shows, and what can be tried in it."],
    ["no-headless-clause", "Sends a request. What was worth it has been retried."],
    ["name-the-actor", "It lets everybody in."],
    ["name-the-actor", "It is for who wants to change this."],
    ["name-the-actor", "It types the server as who connects to it sees it."],
    ["no-bare-negation", "A file that is none is rejected."],
    ["no-bare-negation", "The value is no Date."],
    ["no-bare-negation", "It needs a lock, which the Secret Store has not."],
    ["relative-clause", "It links a crate of which the imports are unused."],
    ["relative-clause", "A backend names the user whom it means."],
    ["no-shortened-clause", "Requests are checked, and so are answers."],
    ["no-shortened-clause", "Requests are not logged, nor are answers."],
    ["plain-words", "The caller is told of it."],
    ["plain-words", "The answer is handed on."],
  ])("%s: %s", (name, sentence) => {
    expect(lint("a.ts", `// ${sentence}\n`)).toContainEqual(`1 ${name}`);
    expect(lint("a.rs", `/// ${sentence}\n`)).toContainEqual(`1 ${name}`);
    expect(lint("a.md", `- ${sentence}\n`)).toContainEqual(`1 ${name}`);
  });
});

describe("accepts a sentence that keeps the rules", () => {
  test.each([
    "Returns `null` when there is no such secret.",
    "What does this do?",
    "The user has not been signed in, and is no longer known.",
    "Calls `somebody.told(whom)`.",
  ])("%s", (sentence) => {
    expect(lint("a.ts", `/** ${sentence} */\n`)).toEqual([]);
    expect(lint("a.md", `${sentence}\n`)).toEqual([]);
  });
});

describe("reads", () => {
  test.each([
    ["a comment over several lines", "a.ts", "\n/**\n * Reports a value\n * of\n * which none is left. */", "4 relative-clause"],
    ["a property's description", "a.ts", "/** How long a client waits. */", "1 no-headless-clause"],
    ["a comment of a shell script", "a.sh", "set -e # It stops somebody.\n", "1 name-the-actor"],
    ["a comment of a program in a document", "a.md", "Text.\n\n```ts\nf(); // It is told.\n```\n", "4 plain-words"],
    ["a cell of a table", "a.md", "| a | b |\n| - | - |\n| It works. | What it takes. |\n", "3 no-headless-clause"],
    ["an error's text", "a.rs", 'fail("the value is no number");', "1 no-bare-negation"],
    ["a template", "a.ts", "throw Error(`told by ${name} at ${time}`);", "1 plain-words"],
    ["the name of a test", "a.ts", 'test.for([1, f(2)])("what is sent", () => {});', "1 no-headless-clause"],
    ["the name of a test in Rust", "a.rs", "#[test]\nfn what_is_sent() {}", "2 no-headless-clause"],
    ["the text of an element", "a.tsx", "<p>\n  It lets everybody in.\n</p>", "2 name-the-actor"],
    ["the text of a page", "a.html", "<p title='x'>\n  It lets everybody in.\n</p>", "2 name-the-actor"],
  ])("%s", (_, path, source, expected) => expect(lint(path, source)).toEqual([expected]));

  test("no code, short string or target of a link", () => {
    expect(lint("a.ts", 'const told = ["whoever", `nobody`].map((whom) => whom);')).toEqual([]);
    expect(lint("a.rs", "fn told(somebody: &'static str) -> char { '\"' } // Right.")).toEqual([]);
    expect(lint("a.md", "See [the rules](nobody/told.md).\n\n```sh\nnpm run told\n```\n")).toEqual([]);
  });
});
