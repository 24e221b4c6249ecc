import { defaultMockContextProps, render } from "@stripe/ui-extension-sdk/testing";
import { Button, Inline } from "@stripe/ui-extension-sdk/ui";
import { createEmulator } from "stripe-secret-store/testing";
import { hostOver } from "../host";
import Connection from "./Connection";

const emulator = createEmulator();
const complaints = jest.spyOn(console, "error");

/** Renders the view of a user, over the emulator. */
function shown(id = "usr_1") {
  Object.assign(globalThis, { __StripeExtExports: { endpoint: hostOver(emulator.httpClient({ user: id })) } });
  const userContext = { ...defaultMockContextProps.userContext, id };
  const { wrapper, update } = render(<Connection {...defaultMockContextProps} userContext={userContext} />);
  const words = () => wrapper.findAll(Inline).map(({ text }) => text);
  return {
    press: () => wrapper.find(Button)?.trigger("onPress"),
    unmount: () => wrapper.unmount(),
    async shows(...expected: string[]) {
      for (let turn = 0; words().join("; ") !== expected.join("; ") && turn < 1_000; turn += 1) await update();
      expect(words()).toEqual(expected);
    },
  };
}

afterEach(() => {
  // An update of an unmounted view, for example.
  expect(complaints.mock.calls).toEqual([]);
  emulator.reset();
});

test("connects and disconnects, and updates the list", async () => {
  const { press, shows } = shown();
  await shows("missing", "stored: ");
  press();
  await shows("connected with a token", "stored: token");
  press();
  await shows("missing", "stored: ");
});

test("reverts a refused save and shows the reason", async () => {
  const { press, shows } = shown();
  await shows("missing", "stored: ");
  emulator.revoke({ app: "app_a", account: "acct_cactus" });
  press();
  await shows("permission_missing", "stored: ");
});

test("keeps one connection for each user", async () => {
  const first = shown("usr_1");
  await first.shows("missing", "stored: ");
  first.press();
  await first.shows("connected with a token", "stored: token");
  first.unmount();
  await shown("usr_2").shows("missing", "stored: ");
  await shown("usr_1").shows("connected with a token", "stored: token");
});

test("does not update a view that is unmounted during a call", async () => {
  const { unmount } = shown();
  unmount();
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
});
