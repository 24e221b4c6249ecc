// Renders every component that the SDK's 7.1, 8.10 and 9.3 declare, and writes the result to docs/components.md with UPDATE=1.

import { readFileSync, writeFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { format, resolveConfig } from "prettier";
import { expect } from "vitest";
import { startDashboard } from "../../../examples/start";
import { testOf } from "../../examples/example";
import { build, GENERATIONS, OLDEST, PROJECT, type Generation } from "./generations";

const test = testOf(startDashboard);
const PAGE = new URL("../../../docs/components.md", import.meta.url);
const [old, current] = GENERATIONS as [Generation, Generation];

/** The differences from Stripe's components. A component in this list is shown plainly. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  BarChart: "A simple drawing without axes, with a table for screen readers",
  LineChart: "A simple drawing without axes, with a table for screen readers",
  Sparkline: "A simple drawing, with a table for screen readers",
  SparkLineChart: "A simple drawing, with a table for screen readers",
  MeterChart: "A bar with a legend, without units",
  DataTable: "Columns cannot be moved or resized",
  DateRangePicker: "Two fields for days, and the presets",
  DetailPagePropertyList: "A list of names and values",
  Icon: "A character",
  SearchField: "A text field above the results",
  StripeFileUploader: "The file is not uploaded, and the extension receives a made-up object",
};

type Shown = "shown" | "shown plainly" | "not shown";

const open = (page: Page, view: string) => page.getByLabel("View", { exact: true }).selectOption(view);

/** Reads how the groups of the view Every or Next show their components. */
async function shownIn(page: Page, view: "Every" | "Next"): Promise<Map<string, Shown>> {
  await page
    .locator(".field-group > legend")
    .filter({ hasText: view === "Every" ? /^Tooltip$/ : /^ListPage$/ })
    .waitFor();
  const groups = await page.locator(".drawer > .field-group").evaluateAll((elements) =>
    elements.map((element) => {
      const content = element.querySelector(":scope > div")!;
      const isKnown = content.querySelector(":scope > .unknown") === null;
      return { name: element.querySelector("legend")!.textContent, isEmpty: content.childNodes.length === 0, isKnown };
    }),
  );
  return new Map(
    groups.map(({ name, isEmpty, isKnown }) => [
      name,
      isEmpty ? "not shown" : isKnown && !(name in DIFFERENCES) ? "shown" : "shown plainly",
    ]),
  );
}

test("shows every component that the SDK declares, as docs/components.md lists them", { timeout: 240_000 }, async ({ drive }) => {
  const { page } = await drive({ extension: await build(PROJECT("components"), current, "ext.js") });
  const columns: [sdk: string, shown: Map<string, Shown>][] = [];
  for (const [sdk, generation] of [
    ["7.1", OLDEST],
    ["8.10", old],
  ] as const) {
    const path = await build(PROJECT("components"), generation, "ext.js", ["Every"]);
    await page.getByLabel("Run a file…").setInputFiles(path);
    await page.getByText(`(SDK ${sdk}.`).waitFor();
    columns.push([sdk, await shownIn(page, "Every")]);
  }
  await page.getByRole("button", { name: "Close the file" }).click();
  await page.getByText("(SDK 9.3.").waitFor();
  await open(page, "Every");
  const every = await shownIn(page, "Every");
  await open(page, "Next");
  const next = await shownIn(page, "Next");
  columns.push(["9.3", new Map([...every, ...next])]);
  for (const [sdk, shown] of columns) expect(shown.size, sdk).toBeGreaterThan(40);

  const names = [...new Set(columns.flatMap(([, shown]) => [...shown.keys()]))].sort((one, other) => one.localeCompare(other));
  const rows = names.map((name) => [`\`${name}\``, ...columns.map(([, shown]) => shown.get(name) ?? ""), DIFFERENCES[name] ?? ""]);
  const table = [["Component", ...columns.map(([sdk]) => `SDK ${sdk}`), "Difference from Stripe"], ["-", "-", "-", "-", "-"], ...rows];
  const text = `# Components in the local Dashboard

The local Dashboard shows each component of \`@stripe/ui-extension-sdk\` by a plain stand-in. A test renders every component that three versions of the SDK declare, and writes this page.
An empty cell means that the version does not declare the component. A component that is shown plainly differs from Stripe's as the last column says. A component without a stand-in shows its name, its texts and its content.

${table.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}
`;
  const formatted = await format(text, { ...(await resolveConfig(PAGE)), parser: "markdown" });
  if (process.env.UPDATE) writeFileSync(PAGE, formatted);
  expect(formatted).toBe(readFileSync(PAGE, "utf8"));
  expect([...columns.flatMap(([, shown]) => [...shown.values()])]).not.toContain("not shown");
});
