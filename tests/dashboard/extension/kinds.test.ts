// Runs an extension of each kind in each browser: all views of its manifest render, and no page reports an error.

import { readFileSync } from "node:fs";
import { expect, vi } from "vitest";
import { startDashboard } from "../../../examples/start";
import { test } from "../../clients/server";
import type { OpenPage } from "../../environments/browsers";
import { describeInEachBrowser } from "../../environments/each-browser";
import { WORLD } from "../../examples/example";
import { build, GENERATIONS, OLDEST, PROJECT } from "./generations";

const [old, current] = GENERATIONS as [(typeof GENERATIONS)[0], (typeof GENERATIONS)[0]];

const manifest = (views: string) => `{ id: "com.example.written", version: "1", ui_extension: { views: [${views}] } }`;

/** A script of 2022 with the classic JSX transform, which uses a global React and exports no SDK_VERSION. */
const CLASSIC = `"use strict"; var __StripeExtExports = (() => {
  const { createRemoteReactComponent } = require("@remote-ui/react");
  const Box = createRemoteReactComponent("Box");
  const App = () => { const [shown] = React.useState("by the global React"); return React.createElement(Box, null, shown); };
  return { App, default: ${manifest(`{ viewport: "stripe.dashboard.drawer.default", component: "App" }`)} };
})();`;
/** A script that passes null for each optional prop, as the answers of many APIs have it. */
const NULLS = `"use strict"; var __StripeExtExports = (() => {
  const { createRemoteReactComponent } = require("@remote-ui/react");
  const { jsx } = require("react/jsx-runtime");
  const none = { title: null, label: null, description: null, value: null, items: null, columns: null, data: null, x: null, y: null, src: null, name: null,
    href: null, onChange: null, onPress: null, options: null, css: null, actions: null, tasks: null, steps: null, brandIcon: null, externalLink: null,
    primaryAction: null, selectedKey: null, pagination: null, error: null, presets: null, rows: null };
  const names = ${JSON.stringify(["ContextView", "Accordion", "AccordionItem", "Badge", "Banner", "BarChart", "Button", "Checkbox", "Chip", "DataTable", "DateField", "Icon", "Img", "LineChart", "Link", "List", "ListItem", "ListPage", "Menu", "OnboardingView", "Select", "SettingsView", "SignInView", "Sparkline", "Table", "Tabs", "TaskList", "TextArea", "TextField", "Tooltip", "Upcoming"])};
  const Box = createRemoteReactComponent("Box");
  const App = () => [...names.map((name) => jsx(createRemoteReactComponent(name), none, name)), jsx(Box, { children: "nothing is missing" }, "end")];
  return { App, default: ${manifest(`{ viewport: "stripe.dashboard.drawer.default", component: "App" }`)} };
})();`;
const WITHOUT_VIEWS = `var __StripeExtExports = { default: { id: "com.example.backend-only", version: "1", permissions: [] } };`;

interface Kind {
  readonly title: string;
  readonly script: () => Promise<string>;
  /** Maps each view's component to a text that it shows. */
  readonly views: Readonly<Record<string, string>>;
}

const built = async (path: Promise<string>) => readFileSync(await path, "utf8");

const KINDS: readonly Kind[] = [
  {
    title: "a full-page app with routes",
    script: () => built(build(PROJECT("full-page"), current, "ext.min.js")),
    views: { Home: "Ann by a link", FullPage: "Nights", Settings: "settings of a full-page app", Payment: "payment_intent pi_" },
  },
  ...[OLDEST, old, current].map((generation) => ({
    title: `tabs without an id, by ${generation.name}`,
    script: () => built(build(PROJECT("sdk-7"), generation, "ext.js")),
    views: { Old: "two by key" },
  })),
  {
    title: "SDK 9 as ES2015",
    script: () => built(build(PROJECT("sdk-7"), { ...current, bundler: old.bundler }, "ext.js")),
    views: { Old: "two by key" },
  },
  { title: "a script with the classic JSX transform", script: async () => CLASSIC, views: { App: "by the global React" } },
  { title: "null for optional props", script: async () => NULLS, views: { App: "nothing is missing" } },
  { title: "an app without a view", script: async () => WITHOUT_VIEWS, views: { "": "does not have a view" } },
  {
    title: "a client at the top of a module, and an animation frame",
    script: () => built(build(PROJECT("start-up"), current, "ext.js")),
    views: { Early: "secrets, early, painted" },
  },
];

/** Runs a file in place of the extension, as a user who selects it. */
const run = (page: OpenPage, name: string, script: string) =>
  page.evaluate(
    (name, script) => {
      const input = document.querySelector<HTMLInputElement>('input[type="file"][accept]')!;
      const transfer = new DataTransfer();
      transfer.items.add(new File([script], name, { type: "text/javascript" }));
      input.files = transfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    },
    name,
    script,
  );

/** Selects a view by its component. Resolves to false where the page does not offer a choice. */
const select = (page: OpenPage, component: string) =>
  page.evaluate((component) => {
    const option = [...document.querySelectorAll("option")].find(({ textContent }) => textContent === component);
    const list = option?.closest("select");
    if (!option || !list) return false;
    // React observes the property of an element, so the value has to pass by the prototype's setter.
    Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, "value")!.set!.call(list, option.value);
    return list.dispatchEvent(new Event("change", { bubbles: true }));
  }, component);

const textOf = (page: OpenPage, selector: string) =>
  page.evaluate((selector) => document.querySelector(selector)?.textContent ?? "", selector);

const views = (page: OpenPage) =>
  page.evaluate(() => {
    const label = [...document.querySelectorAll("label")].find(({ textContent }) => textContent === "View");
    return [...(document.getElementById(label?.htmlFor ?? "")?.querySelectorAll("option") ?? [])].map(({ textContent }) => textContent);
  });

describeInEachBrowser((choice, opened) => {
  test.skipIf(choice.missing)("renders every view of every kind of app without an error", { timeout: 300_000 }, async ({ serve }) => {
    const { url } = await serve("--world", WORLD);
    const dashboard = await startDashboard({ emulator: url, extension: PROJECT("template") });
    const early = { status: 200, headers: { "Access-Control-Allow-Origin": "*" }, body: "early" };
    const page = await opened().newPage(dashboard.page, { answer: { "https://early.example": () => early } });
    try {
      const shows = (text: string | RegExp, selector = '[aria-label="Extension"]') =>
        vi.waitFor(async () => expect(await textOf(page, selector)).toMatch(text), 30_000);
      await shows("This is src/views/App.tsx");
      // A narrow page does not display the extension at first.
      await page.evaluate(() => [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "Extension")!.click());
      for (const [index, { title, script, views: expected }] of KINDS.entries()) {
        const name = `kind-${index}.js`;
        await run(page, name, await script());
        await shows(`from ${name}`, ".pane-heading");
        const components = Object.keys(expected);
        if (components.length > 1) expect(await views(page), title).toEqual(components);
        for (const component of components) {
          if (components.length > 1) expect(await select(page, component), `${title}: ${component}`).toBe(true);
          await shows(expected[component]!);
        }
        // A change of the view removes a frame, and aborts its requests.
        const errors = page.errors.filter((error) => !/^not loaded: .*(?:_ABORTED|context already closed\.)$/.test(error));
        expect({ title, errors, violations: page.violations.splice(0) }).toEqual({
          title,
          errors: [],
          violations: title.startsWith("a client") ? [expect.stringMatching(/^script-src: wasm-eval/)] : [],
        });
      }
    } finally {
      await page.close();
      await dashboard.close();
    }
  });
});
