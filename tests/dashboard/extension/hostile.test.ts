// An extension that means ill: what the sandbox and the page's own policy keep it from.

import { expect } from "vitest";
import { startDashboard } from "../../../www/examples/start";
import { alerts, button, extension, shows, testOf, type Driven } from "../../examples/example";
import { PROJECT } from "./generations";

const test = testOf((options) => startDashboard({ ...options, extension: PROJECT("hostile") }));

/** What has gone out of this machine, which nothing may. */
async function outside({ context, example }: Driven): Promise<string[]> {
  const asked: string[] = [];
  await context.route("https://elsewhere.example/**", (route) => {
    asked.push(route.request().url());
    return route.fulfill({ body: "caught" });
  });
  expect(example.page).toMatch(/^http:\/\/127\.0\.0\.1:/);
  return asked;
}

/** The browser says of what it forbids that it does, in words of its own. */
const forget = (driven: Driven) => void driven.complaints.splice(0);

for (const [attempt, answer] of Object.entries({
  "move the page": "SecurityError",
  "open a window": "null",
  "read the page": "SecurityError",
  "read its storage": "SecurityError",
  "run a text": "EvalError",
  "add a script": "undefined",
  "find the nonce": "[]",
  "send it by an image": "refused",
  "control the emulator": "[404,404,404,404]",
})) {
  test(`it does not ${attempt}`, async ({ drive }) => {
    const driven = await drive();
    const asked = await outside(driven);
    await button(driven.page, attempt).click();
    await shows(driven.page, `${attempt}: ${answer}`);
    expect(asked).toEqual([]);
    expect(driven.page.url()).toBe(`${driven.example.page}/`);
    expect(driven.context.pages()).toHaveLength(1);
    forget(driven);
  });
}

test("it does not leave its frame for elsewhere", async ({ drive }) => {
  const driven = await drive();
  const asked = await outside(driven);
  await button(driven.page, "leave the frame").click();
  await alerts(driven.page, "it has left its frame");
  expect(asked).toEqual([]);
  forget(driven);
});

test("it puts no frame into its own", async ({ drive }) => {
  const driven = await drive();
  const asked = await outside(driven);
  await button(driven.page, "put a frame in").click();
  await shows(driven.page, "put a frame in: put in");
  await expect.poll(() => driven.violations).toEqual([expect.stringMatching(/^frame-src by https:\/\/elsewhere\.example/)]);
  expect(asked).toEqual([]);
  forget(driven);
});

test("the page listens to it by the port alone", async ({ drive }) => {
  const driven = await drive();
  await button(driven.page, "pose as the host").click();
  await shows(driven.page, "pose as the host: posted");
  expect(await driven.page.getByRole("status", { name: "Messages" }).textContent()).toBe("");
});

test("nothing of it runs in the page: not its script, not its links, not its name", async ({ drive }) => {
  const { page } = await drive();
  await shows(page, "nothing");
  expect(await page.evaluate(() => "hostile" in globalThis)).toBe(false);
  for (const text of ["a script", "a page of its own"])
    expect(await extension(page).getByText(text, { exact: true }).getAttribute("href")).toBeNull();
  await page.getByRole("heading", { name: "<img src=x onerror=alert(1)>" }).waitFor();
  expect(await page.locator("img[onerror]").count()).toBe(0);
});

test("the page runs no text as a script, and no script but its own", async ({ drive }) => {
  const driven = await drive();
  const { page } = driven;
  // Later than the test's own call, for which the browser makes an exception.
  const later = await page.evaluate(
    () =>
      new Promise<string>((resolve) =>
        setTimeout(() => {
          try {
            resolve(String(new Function("return 1")()));
          } catch (error) {
            resolve((error as Error).name);
          }
        }),
      ),
  );
  expect(later).toBe("EvalError");
  const added = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "globalThis.added = true";
    document.head.append(script);
    return "added" in globalThis;
  });
  expect(added).toBe(false);
  forget(driven);
});

test("a view that throws is said to have, with what it threw", async ({ drive }) => {
  const driven = await drive();
  await button(driven.page, "throw in a render").click();
  await alerts(driven.page, /The extension has ended: TypeError: .*toString/);
  forget(driven);
});

test("what a component cannot show ends the extension, and not the page", async ({ drive }) => {
  const driven = await drive();
  await button(driven.page, "toast what is no text").click();
  await driven.page.getByRole("status", { name: "Messages" }).getByText("[object Object]").waitFor();
  await button(driven.page, "title what is no text").click();
  await alerts(driven.page, "The extension has ended");
  await driven.page.getByRole("heading", { name: "<img src=x onerror=alert(1)>" }).waitFor();
  forget(driven);
});

test("the frame's policy is strict, and takes nothing that would end it", async ({ drive }) => {
  const { page } = await drive();
  const policyOf = async (query: string) => (await page.request.get(`/sandbox/?${query}`)).headers()["content-security-policy"];
  expect(await policyOf("react=18&wasm=false")).toMatch(
    /^default-src 'none'; script-src 'nonce-[\w+/=]{24}'; connect-src 'none'; img-src 'none'; base-uri 'none'; sandbox allow-scripts$/,
  );
  expect(await policyOf("wasm=true&connect-src=https://a.example/&connect-src=https://b.example/")).toMatch(
    /script-src 'nonce-[\w+/=]{24}' 'wasm-unsafe-eval'; connect-src https:\/\/a\.example\/ https:\/\/b\.example\/;/,
  );
  for (const source of ["https://a.example; script-src *", "https://a.example, default-src *", "a b", ""]) {
    const answer = await page.request.get(`/sandbox/?connect-src=${encodeURIComponent(source)}`);
    expect(answer.status(), source).toBe(400);
  }
  expect(await policyOf("")).not.toBe(await policyOf(""));
});

test("a page elsewhere, whose name leads to this machine, is not let in", async ({ drive }) => {
  const { page } = await drive();
  for (const path of ["/", "/extension.json", "/config.json"]) {
    const answer = await page.request.get(path, { headers: { Host: "elsewhere.example" } });
    expect(answer.status(), path).toBe(403);
  }
  expect((await page.request.get("/config.json")).status()).toBe(200);
});
