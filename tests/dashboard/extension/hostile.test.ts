// An extension that means ill: what the sandbox and the page's own policy keep it from.

import { expect } from "vitest";
import { startDashboard } from "../../../examples/start";
import { alerts, button, extension, shows, testOf, type Driven } from "../../examples/example";
import { PROJECT } from "./generations";

const test = testOf((options) => startDashboard({ ...options, extension: PROJECT("hostile") }));

/** Records requests that leave this machine. There must be none. */
async function outside({ context, example }: Driven): Promise<string[]> {
  const asked: string[] = [];
  await context.route("https://elsewhere.example/**", (route) => {
    asked.push(route.request().url());
    return route.fulfill({ body: "caught" });
  });
  expect(example.page).toMatch(/^http:\/\/127\.0\.0\.1:/);
  return asked;
}

/** Drops the browser's own messages about what it forbids. */
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
  test(`prevents a hostile extension: ${attempt}`, async ({ drive }) => {
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

test("stops an extension that navigates its frame away", async ({ drive }) => {
  const driven = await drive();
  const asked = await outside(driven);
  await button(driven.page, "leave the frame").click();
  await alerts(driven.page, "it navigated its frame away");
  expect(asked).toEqual([]);
  forget(driven);
});

test("prevents an extension from nesting a frame", async ({ drive }) => {
  const driven = await drive();
  const asked = await outside(driven);
  await button(driven.page, "put a frame in").click();
  await shows(driven.page, "put a frame in: put in");
  await expect.poll(() => driven.violations).toEqual([expect.stringMatching(/^frame-src by https:\/\/elsewhere\.example/)]);
  expect(asked).toEqual([]);
  forget(driven);
});

test("ignores messages outside the port", async ({ drive }) => {
  const driven = await drive();
  await button(driven.page, "pose as the host").click();
  await shows(driven.page, "pose as the host: posted");
  expect(await driven.page.getByRole("status", { name: "Messages" }).textContent()).toBe("");
});

test("runs nothing of an extension in the page: no script, no link, no name", async ({ drive }) => {
  const { page } = await drive();
  await shows(page, "nothing");
  expect(await page.evaluate(() => "hostile" in globalThis)).toBe(false);
  for (const text of ["a script", "a page of its own"])
    expect(await extension(page).getByText(text, { exact: true }).getAttribute("href")).toBeNull();
  await page.getByRole("heading", { name: "<img src=x onerror=alert(1)>" }).waitFor();
  expect(await page.locator("img[onerror]").count()).toBe(0);
});

test("runs no text as a script, and only the page's own scripts", async ({ drive }) => {
  const driven = await drive();
  const { page } = driven;
  // The timer ends the test's own call, which the browser exempts from the policy.
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

test("reports the error of a view that throws", async ({ drive }) => {
  const driven = await drive();
  await button(driven.page, "throw in a render").click();
  await alerts(driven.page, /The extension stopped: TypeError: .*toString/);
  forget(driven);
});

test("replaces a component that cannot show its props, and keeps the rest of the view", async ({ drive }) => {
  const driven = await drive();
  await button(driven.page, "toast a value that is not a text").click();
  await driven.page.getByRole("status", { name: "Messages" }).getByText("[object Object]").waitFor();
  await button(driven.page, "title a value that is not a text").click();
  await alerts(driven.page, /The Dashboard cannot show <\w+> with these props/);
  await driven.page.getByRole("heading", { name: "<img src=x onerror=alert(1)>" }).waitFor();
  forget(driven);
});

test("builds a strict policy for the frame, and rejects sources that would end it", async ({ drive }) => {
  const { page } = await drive();
  const policyOf = async (query: string) => (await page.request.get(`/sandbox/?${query}`)).headers()["content-security-policy"];
  expect(await policyOf("react=18&wasm=false")).toMatch(
    /^default-src 'none'; script-src 'nonce-[\w+/=]{24}'; connect-src 'none'; img-src 'none'; base-uri 'none'; frame-ancestors http:\/\/127\.0\.0\.1:\d+; sandbox allow-scripts$/,
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

test("rejects requests under a foreign host name", async ({ drive }) => {
  const { page } = await drive();
  for (const path of ["/", "/extension.json", "/config.json"]) {
    const answer = await page.request.get(path, { headers: { Host: "elsewhere.example" } });
    expect(answer.status(), path).toBe(403);
  }
  expect((await page.request.get("/config.json")).status()).toBe(200);
});
