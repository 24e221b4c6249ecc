// Follows docs/guide.md: it replaces only the module of the SDK that sends requests, and leaves the view unchanged.

import { createHttpClient } from "@stripe/ui-extension-sdk/http_client";
import { defaultMockContextProps, render } from "@stripe/ui-extension-sdk/testing";
import { Button, Inline } from "@stripe/ui-extension-sdk/ui";
import { createEmulator } from "stripe-secret-store/testing";
import Connection from "./Connection";

jest.mock("@stripe/ui-extension-sdk/http_client", () => ({ createHttpClient: jest.fn() }));

const emulator = createEmulator();
(createHttpClient as jest.Mock).mockImplementation(() => emulator.httpClient({ user: "usr_1" }));

test("stores through the emulator", async () => {
  const userContext = { ...defaultMockContextProps.userContext, id: "usr_1" };
  const { wrapper, update } = render(<Connection {...defaultMockContextProps} userContext={userContext} />);
  const words = () => wrapper.findAll(Inline).map(({ text }) => text);
  const shows = async (...expected: string[]) => {
    for (let turn = 0; words().join("; ") !== expected.join("; ") && turn < 1_000; turn += 1) await update();
    expect(words()).toEqual(expected);
  };
  await shows("missing", "stored: ");
  wrapper.find(Button)?.trigger("onPress");
  await shows("connected with a token", "stored: token");
  expect(emulator.requests.map(({ method, path }) => `${method} ${path}`)).toContain("POST /v1/apps/secrets");
});
