// Renders a view with hooks by the SDK's own `render`. It mocks only the module of the SDK that sends requests.

import { createHttpClient } from "@stripe/ui-extension-sdk/http_client";
import { defaultMockContextProps, render } from "@stripe/ui-extension-sdk/testing";
import { Button } from "@stripe/ui-extension-sdk/ui";
import { createElement, useMemo } from "react";
import { SecretStoreClient } from "stripe-secret-store";
import { SecretStoreClientProvider, useSecret } from "stripe-secret-store/react";
import { createEmulator } from "stripe-secret-store/testing";
import { expect, test, vi } from "vitest";

vi.mock("@stripe/ui-extension-sdk/http_client", () => ({ createHttpClient: vi.fn() }));

const entry = "stripe-secret-store";

function Connection() {
  const { status, data, isSaving, save } = useSecret("token");
  return createElement(Button, { onPress: () => save("made up") }, isSaving ? "saving" : `${status}: ${data}`);
}

function View({ userContext }) {
  const client = useMemo(() => new SecretStoreClient({ httpClient: createHttpClient(), userContext }), [userContext]);
  return createElement(SecretStoreClientProvider, { client }, createElement(Connection));
}

test(`${entry}, the SDK's render`, async () => {
  const emulator = createEmulator();
  createHttpClient.mockImplementation(() => emulator.httpClient({ user: "usr_1" }));
  const userContext = { ...defaultMockContextProps.userContext, id: "usr_1" };
  const { wrapper, update } = render(createElement(View, { ...defaultMockContextProps, userContext }));
  const shows = async (words) => {
    for (let turn = 0; wrapper.find(Button)?.text !== words && turn < 1_000; turn += 1) await update();
    expect(wrapper.find(Button)?.text).toBe(words);
  };
  await shows("missing: undefined");
  wrapper.find(Button).trigger("onPress");
  await shows("ready: made up");
  expect(emulator.requests.map(({ method }) => method)).toEqual(["GET", "POST"]);
});
