import { createHttpClient } from "@stripe/ui-extension-sdk/http_client";
import { defaultMockContextProps, render } from "@stripe/ui-extension-sdk/testing";
import { Banner, Button, TextField } from "@stripe/ui-extension-sdk/ui";
import { createEmulator } from "stripe-secret-store/testing";
import App from "./App";

jest.mock("@stripe/ui-extension-sdk/http_client", () => ({ createHttpClient: jest.fn() }));

const emulator = createEmulator();
const PLACE = { app: "app_a", account: "acct_cactus" };

/** The view as this user sees it. */
function open(user = "usr_1") {
  (createHttpClient as jest.Mock).mockImplementation(() => emulator.httpClient({ ...PLACE, user }));
  const { userContext, appContext } = defaultMockContextProps;
  const { wrapper, update } = render(
    <App
      {...defaultMockContextProps}
      userContext={{ ...userContext, id: user }}
      // The SDK's own has none, by which a write would be refused before it is sent.
      appContext={{ ...appContext, authorizedPermissions: ["secret_write"] }}
    />,
  );
  const label = () => wrapper.find(Button)?.text;
  /** Gives the view a turn for each answer that it waits for. */
  async function until(now: () => unknown, expected: string | RegExp) {
    const isThere = () => (typeof expected === "string" ? now() === expected : expected.test(String(now())));
    for (let turn = 0; turn < 1_000 && !isThere(); turn += 1) await update();
    expect(now()).toEqual(typeof expected === "string" ? expected : expect.stringMatching(expected));
  }
  return {
    wrapper,
    shows: (expected: string) => until(label, expected),
    says: (expected: RegExp) => until(() => wrapper.find(Banner)?.prop("description"), expected),
    asked: (path: string) => until(() => emulator.requests.at(-1)?.path, path),
    async connect(key: string) {
      wrapper.find(TextField)?.trigger("onChange", { target: { value: key } });
      await update();
      wrapper.find(Button)?.trigger("onPress");
    },
  };
}

beforeEach(() => emulator.clear());

test("a key is kept, and is there when the view is opened again", async () => {
  const view = open();
  await view.shows("Connect");
  await view.connect("made up");
  await view.shows("Disconnect");
  await open().shows("Disconnect");
});

test("it is the user's own: another has to connect as well", async () => {
  const view = open("usr_1");
  await view.shows("Connect");
  await view.connect("made up");
  await view.shows("Disconnect");
  await open("usr_2").shows("Connect");
});

test("disconnecting deletes it", async () => {
  const view = open();
  await view.shows("Connect");
  await view.connect("made up");
  await view.shows("Disconnect");
  view.wrapper.find(Button)?.trigger("onPress");
  await view.asked("/v1/apps/secrets/delete");
  await open().shows("Connect");
});

test("what goes wrong is said", async () => {
  const view = open();
  await view.shows("Connect");
  emulator.revoke({ ...PLACE, permission: "secret_write" });
  await view.connect("made up");
  await view.says(/secret_write/);
  emulator.grant({ ...PLACE, permission: "secret_write" });
});
