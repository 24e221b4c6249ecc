// The emulator's world with the developer's app in it.

import { SecretStoreClient } from "stripe-secret-store";
import { createEmulator } from "stripe-secret-store/testing";
import { expect, test } from "vitest";
import { withApp } from "../../www/server/world";

const WORLD = `# An app with id = "app_of_a_comment".
[[apps]]
id = "app_a"
owner = "acct_maker"
distribution = "published"

[[accounts]]
id = "acct_cactus"
installed = ["app_a"]
users = [{ id = "usr_1" }]

[[secrets]]
app = "app_a"
account = "acct_cactus"
name = "id = \\"app_of_a_secret\\""
payload = "made up"
`;
const app = (id: string) => ({ id, name: "An app", permissions: ["secret_write"] });

test.each(["com.example.app", "app_of_a_comment", "app_of_a_secret", "acct_cactus", "usr_1"])("adds the app %s", async (id) => {
  const world = withApp(WORLD, app(id));
  expect(world.match(/^\[\[apps\]\]/gm)).toHaveLength(2);
  const httpClient = createEmulator({ world }).httpClient({ app: id.replaceAll(".", "_"), account: "acct_cactus", user: "usr_1" });
  const secrets = new SecretStoreClient({ httpClient, userContext: { id: "usr_1" } });
  await expect(secrets.createSecret({ name: "token", payload: "made up" })).resolves.toMatchObject({ name: "token" });
});

test("leaves a world as it is that has the app", () => {
  expect(withApp(WORLD, app("app_a"))).toBe(WORLD);
});
