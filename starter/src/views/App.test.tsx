import { createHttpClient } from "@stripe/ui-extension-sdk/http_client";
import { defaultMockContextProps, render } from "@stripe/ui-extension-sdk/testing";
import { Banner, Button, TextField } from "@stripe/ui-extension-sdk/ui";
import { createEmulator } from "stripe-secret-store/testing";
import App from "./App";

jest.mock("@stripe/ui-extension-sdk/http_client", () => ({ createHttpClient: jest.fn() }));

const emulator = createEmulator();
const INSTALLATION = { app: "app_a", account: "acct_cactus" };

/** Renders the view for a user. */
function open(user = "usr_1") {
  (createHttpClient as jest.Mock).mockImplementation(() => emulator.httpClient({ ...INSTALLATION, user }));
  const { userContext, appContext } = defaultMockContextProps;
  const { wrapper, update } = render(
    <App
      {...defaultMockContextProps}
      userContext={{ ...userContext, id: user }}
      // The SDK's own mock has no permissions, and without this one the client refuses a write before it is sent.
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

beforeEach(() => emulator.reset());

test("keeps a key until the view is opened again", async () => {
  const view = open();
  await view.shows("Connect");
  await view.connect("made up");
  await view.shows("Disconnect");
  await open().shows("Disconnect");
});

test("keeps a key from other users, who connect for themselves", async () => {
  const view = open("usr_1");
  await view.shows("Connect");
  await view.connect("made up");
  await view.shows("Disconnect");
  await open("usr_2").shows("Connect");
});

test("deletes the key when the user disconnects", async () => {
  const view = open();
  await view.shows("Connect");
  await view.connect("made up");
  await view.shows("Disconnect");
  view.wrapper.find(Button)?.trigger("onPress");
  await view.asked("/v1/apps/secrets/delete");
  await open().shows("Connect");
});

test("shows why a key could not be stored", async () => {
  const view = open();
  await view.shows("Connect");
  emulator.revoke({ ...INSTALLATION, permission: "secret_write" });
  await view.connect("made up");
  await view.says(/Ask an administrator/);
  emulator.grant({ ...INSTALLATION, permission: "secret_write" });
});
