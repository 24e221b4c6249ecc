// The page as people meet it: built, served and driven in Chromium, from the form down to the emulated Secret Store.

import { describe, expect, test } from "vitest";
import { button, error, expectSlots, find, found, haveSecret, page, setSecret, signIn, slots, switchScope } from "./driven-page";

describe("a secret", () => {
  test("is set, listed, found with its value hidden until asked for, and deleted", async () => {
    await haveSecret("dropbox_token", "sl.made-up-value");
    await expectSlots(["dropbox_token"]);
    await page.getByText("Stored “dropbox_token” in the user scope.").waitFor();

    await find("dropbox_token");
    await found().waitFor();
    expect(await page.content()).not.toContain("sl.made-up-value");
    await button("Show value").click();
    expect(await page.getByTestId("payload").textContent()).toBe("sl.made-up-value");
    await button("Hide value").click();
    expect(await page.content()).not.toContain("sl.made-up-value");

    await button("Delete dropbox_token").click();
    await expectSlots([]);
    await find("dropbox_token");
    await page.getByText("There is no secret “dropbox_token” in the user scope.").waitFor();
  });

  test("is replaced by another of the same name", async () => {
    await haveSecret("api_key", "the first value");
    await setSecret("api_key", "the second value");
    await page.getByText("Stored “api_key”").waitFor();
    await expectSlots(["api_key"]);
    await find("api_key");
    await button("Show value").click();
    expect(await page.getByTestId("payload").textContent()).toBe("the second value");
  });

  test("keeps every character of its name and value", async () => {
    const name = "Ключ & clé=100%+[a] 🔑";
    const payload = '{"token": "a+b/c==",\n "note": "ünïcode 💡 & %5B"}';
    await haveSecret(name, payload);
    await find(name);
    await button("Show value").click();
    expect(await page.getByTestId("payload").textContent()).toBe(payload);
  });

  test("expires by the emulator's clock", async () => {
    await haveSecret("short_lived", "a value", "In 1 minute");
    await haveSecret("longer_lived", "a value", "In 1 hour");
    await haveSecret("lasting", "a value");
    await slots().filter({ hasText: "short_lived" }).filter({ hasText: "second" }).waitFor();

    await button("+1 minute").click();
    await expectSlots(["longer_lived", "lasting"]);
    await button("+1 hour").click();
    await expectSlots(["lasting"]);
    await button("+1 year").click();
    await page.getByText(/^Ahead of yours by 1 year/).waitFor();
    await expectSlots(["lasting"]);

    // A moved clock is the clock by which an expiry is set, too.
    await haveSecret("of_next_year", "a value", "In 1 hour");
    await expectSlots(["lasting", "of_next_year"]);
  });
});

describe("scopes", () => {
  test("are separate, and show who may see what", async () => {
    await haveSecret("Foo API key", "of the user");
    await switchScope("Account scope");
    await expectSlots([]);
    await find("Foo API key");
    await page.getByText("There is no secret “Foo API key” in the account scope.").waitFor();
    await haveSecret("Bar API key", "of the account");
    await expectSlots(["Bar API key"]);

    await signIn("User 2");
    await expectSlots([]);
    await find("Foo API key");
    await page.getByText("There is no secret “Foo API key” in the user scope.").waitFor();
    await switchScope("Account scope");
    await expectSlots(["Bar API key"]);
    await find("Bar API key");
    await button("Show value").click();
    expect(await page.getByTestId("payload").textContent()).toBe("of the account");

    await signIn("User 1");
    await expectSlots(["Foo API key"]);
  });

  test("leave nothing of one user in sight of the next", async () => {
    await haveSecret("private", "for User 1 only");
    await find("private");
    await button("Show value").click();
    await page.getByText("for User 1 only").waitFor();
    await signIn("User 2");
    await expectSlots([]);
    expect(await page.getByRole("main").textContent()).not.toMatch(/for User 1 only|private/);
  });

  test("hold ten secrets; the eleventh is refused with `scope_full`", async () => {
    const names = Array.from({ length: 10 }, (_, index) => `secret_${index}`);
    for (const name of names) await haveSecret(name, "a value");
    await expectSlots(names);

    await setSecret("secret_10", "one too many");
    await error().filter({ hasText: "scope_full" }).filter({ hasText: "Request id" }).waitFor();
    await expectSlots(names);

    // Replacing takes no slot, and a deleted secret gives one back.
    await setSecret("secret_3", "another value");
    await page.getByText("Stored “secret_3”").waitFor();
    await button("Delete secret_0").click();
    await expectSlots(names.slice(1));
    await haveSecret("secret_10", "fits now");
  });
});

describe("errors", () => {
  test("show their code and parameter, send nothing and keep what was typed", async () => {
    const requests = page.getByTestId("request-log").getByRole("listitem");
    const sentBefore = await requests.count();

    await setSecret("", "a value");
    await error().filter({ hasText: "invalid_name" }).waitFor();
    expect(await page.getByLabel("Value", { exact: true }).inputValue()).toBe("a value");

    await setSecret("token", "");
    await error().filter({ hasText: "invalid_payload" }).waitFor();

    await setSecret("token", "a value", "On a date…");
    await error().filter({ hasText: "invalid_expiry" }).filter({ hasText: "expires_at" }).waitFor();

    expect(await requests.count()).toBe(sentBefore);
    await expectSlots([]);
  });
});

describe("the page", () => {
  test("logs each request without its payload", async () => {
    await haveSecret("token", "not for the log");
    const log = page.getByTestId("request-log");
    await log.getByRole("listitem").filter({ hasText: "POST/v1/apps/secrets200token · user scopeusr_1" }).waitFor();
    await find("missing");
    await log.getByRole("listitem").filter({ hasText: "GET/v1/apps/secrets/find404missing · user scopeusr_1resource_missing" }).waitFor();
    expect(await log.textContent()).not.toContain("not for the log");
  });

  test("keeps its state across a reload", async () => {
    await haveSecret("of User 1", "a value");
    await signIn("User 2");
    await haveSecret("for a minute", "a value", "In 1 hour");
    await haveSecret("kept", "the kept value");
    await button("+1 minute").click();
    await page.getByText(/^Ahead of yours by 1 minute/).waitFor();

    await page.reload();
    await expectSlots(["for a minute", "kept"]);
    await page.getByText(/^Ahead of yours by 1 minute/).waitFor();
    await find("kept");
    await button("Show value").click();
    expect(await page.getByTestId("payload").textContent()).toBe("the kept value");

    // Moved by an hour after the reload, the clock must be an hour and a minute ahead, no more and no less.
    await button("+1 hour").click();
    await expectSlots(["kept"]);
    await signIn("User 1");
    await expectSlots(["of User 1"]);
  });

  test("starts over when asked to", async () => {
    await haveSecret("token", "a value");
    await button("+1 year").click();
    await button("Start over").click();
    await expectSlots([]);
    await page.getByText("The same as yours.").waitFor();
    await page.reload();
    await expectSlots([]);
  });

  test.each(["not JSON", "{}", '{"snapshot":"not a snapshot","clockOffset":0,"user":"usr_1"}'])(
    "starts afresh, and says so, when what it had kept is %s",
    async (broken) => {
      await page.evaluate((text) => localStorage.setItem("stripe-secret-store", text), broken);
      await page.reload();
      await page.getByText("could not be read, so it started afresh").waitFor();
      await expectSlots([]);
      await haveSecret("token", "a value");
      await page.reload();
      await expectSlots(["token"]);
    },
  );

  test("can be used by keyboard alone", async () => {
    await page.getByLabel("Name", { exact: true }).focus();
    await page.keyboard.type("typed");
    await page.keyboard.press("Tab");
    await page.keyboard.type("a value");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expectSlots(["typed"]);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("set-name");

    await button("Delete typed").focus();
    await page.keyboard.press("Enter");
    await expectSlots([]);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("slots-title");
  });

  test.each([360, 768, 1280])("fits a window %i pixels wide", async (width) => {
    await page.setViewportSize({ width, height: 800 });
    await haveSecret("a_name_of_many_letters_and_no_space_".repeat(5), "a value");
    await setSecret("", "a value");
    await error().waitFor();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
