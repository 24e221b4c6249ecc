import { defaultMockContextProps, render } from "@stripe/ui-extension-sdk/testing";
import { Box } from "@stripe/ui-extension-sdk/ui";
import { createEmulator } from "stripe-secret-store/testing";
import { EXPECTED } from "../expected";
import { hostOver } from "../host";
import App from "./App";

test("carries out the four operations through the SDK's HTTP client", async () => {
  Object.assign(globalThis, { __StripeExtExports: { endpoint: hostOver(createEmulator().httpClient({ user: "usr_1" })) } });
  const userContext = { ...defaultMockContextProps.userContext, id: "usr_1" };
  const { wrapper, update } = render(<App {...defaultMockContextProps} userContext={userContext} />);
  const words = () => wrapper.find(Box)?.text;
  for (let turn = 0; !words() && turn < 1_000; turn += 1) await update();
  expect(words()).toBe(EXPECTED);
});
