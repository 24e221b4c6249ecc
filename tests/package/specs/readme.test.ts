// Checks the README: what a reader sees first, and that it works on the npm page.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
// @ts-expect-error The script is plain JavaScript
import { namedManifest, relativeLinks, repositoryAddress, withAbsoluteLinks } from "../../../scripts/release/address.mjs";
import { root } from "../support/documents";

const readme = readFileSync(join(root, "README.md"), "utf8");
const at = (text: string) => {
  const index = readme.indexOf(text);
  expect(index, text).toBeGreaterThan(-1);
  return index;
};

describe("begins with", () => {
  test("the readers that it is for, and those that it is not for, in three lines", () => {
    const [, , first, second, third] = readme.split("\n");
    expect(first).toContain("It is for developers of Stripe Apps in TypeScript.");
    expect(second).toMatch(/^It does not cover other Stripe APIs: .* belong in a vault\.$/);
    expect(third).toContain("has not been tried against Stripe's live service");
  });

  test("the installation and eight lines of code, five benefits, the starter, then the Dashboard", () => {
    const code = /```ts\n([^]*?)```/.exec(readme)![1]!;
    expect(code.split("\n").filter(Boolean).length).toBeLessThanOrEqual(8);
    const order = [
      "npm install ",
      code,
      "- **Mistakes",
      "**[starter](starter/README.md)**",
      "npm start ",
      "docs/page.png",
      "## Compared with",
    ];
    expect(order.map(at)).toEqual(order.map(at).toSorted((a, b) => a - b));
    const benefits = readme.slice(at("- **Mistakes"), at("<!-- measured"));
    expect(benefits.match(/^- \*\*/gm)).toHaveLength(5);
  });

  test("one line of the benchmark, whose tables are in docs/performance.md", () => {
    const [, measured = ""] = /<!-- measured: [^>]*-->([^]*?)<!--/.exec(readme) ?? [];
    expect(measured.trim().split("\n")).toHaveLength(1);
    expect(readme).not.toContain("µs");
  });
});

describe("on the npm page", () => {
  const ADDRESS = "https://github.com/made-up/stripe-secret-store";
  const page: string = withAbsoluteLinks(readme, ADDRESS, "1.2.3");

  test("has absolute links only, to files of the version that exist", () => {
    expect(relativeLinks(readme).length).toBeGreaterThan(10);
    expect(relativeLinks(page)).toEqual([]);
    const links = [...page.matchAll(new RegExp(`${ADDRESS}/(?:blob|raw)/v1\\.2\\.3/([^)"#]*)`, "g"))].map(([, path]) => path!);
    expect(links.length).toBe(relativeLinks(readme).length);
    expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test("keeps links to other sites and to its own headings, and shows pictures", () => {
    expect(page).toContain("](https://github.com/stripe/stripe-node)");
    expect(page).toContain("](#try-it)");
    expect(page).toContain(`src="${ADDRESS}/raw/v1.2.3/docs/page.png"`);
    expect(page).toContain(`](${ADDRESS}/blob/v1.2.3/docs/errors.md)`);
  });

  test("names the repository, its page and its issues, all by one variable", () => {
    const named = namedManifest({ name: "a" }, repositoryAddress({ REPOSITORY: `${ADDRESS}.git` }));
    expect(named).toEqual({
      name: "a",
      repository: { type: "git", url: `git+${ADDRESS}.git` },
      homepage: `${ADDRESS}#readme`,
      bugs: { url: `${ADDRESS}/issues` },
    });
    expect(repositoryAddress({})).toBeUndefined();
    for (const wrong of ["made-up/stripe-secret-store", "http://github.com/a/b", "https://github.com/a"]) {
      expect(() => repositoryAddress({ REPOSITORY: wrong })).toThrow("https://github.com/OWNER/NAME");
    }
  });
});
