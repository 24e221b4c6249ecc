// Feeds the answers of large providers into the store. `UPDATE=1` writes docs/providers.md from the results.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { createOAuthProvider, createTokenStore } from "stripe-secret-store/oauth";
import { describe, expect, test } from "vitest";
import { root } from "../../support/documents";
import { ANSWERS, LARGE_PROVIDERS, type Answer } from "../../cases/provider-answers";
import { client, NAME, now, stored, time } from "../../support/oauth/token-simulation";

const DOCUMENT = join(root, "docs/providers.md");
const OBSERVED = join(root, "tests/providers/observed");

/** Feeds an answer into the store, and says what it does. */
async function outcomeOf({ to, status = 200, body, options }: Answer, code: string): Promise<string> {
  let requests = 0;
  const provider = createOAuthProvider({
    authorizationEndpoint: "https://provider.example/authorize",
    tokenEndpoint: "https://provider.example/token",
    clientId: "made up",
    redirectUri: "https://dashboard.stripe.com/apps-oauth/made-up",
    fetch: async () => {
      requests += 1;
      return new Response(typeof body === "string" ? body : JSON.stringify(body), { status });
    },
    ...options,
  });
  const store = createTokenStore({ client, name: NAME, refresh: provider.refresh });
  const before = { access_token: "access-1", refresh_token: "refresh-1" };
  if (to !== "a code") await store.save({ ...before, expires_at: now() - 1 });
  if (to === "a refresh") {
    const ended = await time.settled(store.getAccessToken());
    if (ended.status === "rejected") {
      await time.settled(store.getAccessToken());
      expect(await stored(), "nothing is lost").toMatchObject(before);
      const { code } = ended.reason;
      if (code === "signed_out") return `\`signed_out\`; ${requests === 1 ? "the refresh token is not sent again" : "sends it again"}`;
      return `\`${code}\`; the token set is kept`;
    }
    expect(ended.value).toBe("access-2");
  } else await store.save((await provider.exchange({ code }, store))!);
  return described(to, await stored(), (await client.findSecret({ name: NAME }))!.expires_at);
}

function described(to: Answer["to"], tokens: Record<string, unknown>, secretEnds: number | null | undefined) {
  const { refresh_token, expires_at } = tokens as { refresh_token?: string; expires_at?: number };
  for (const value of Object.values(tokens)) expect(value).not.toBeNull();
  const what = {
    "refresh-1": to === "a code" ? "Stores the token set" : "Stores the access token and keeps the refresh token",
    "refresh-2": "Stores the new token set",
    none: "Stores the access token alone",
  }[refresh_token ?? "none"]!;
  const life = refresh_token && expires_at && `refreshes it ${duration(expires_at - now() - 60)} later`;
  const end = secretEnds && `the secret expires with the ${refresh_token ? "refresh" : "access"} token`;
  return [what, life || "uses it until the provider refuses it", end].filter(Boolean).join("; ");
}

const duration = (seconds: number) =>
  seconds > 172_800
    ? `${Math.floor(seconds / 86_400)} days`
    : seconds > 7_200
      ? `${(seconds / 3600).toFixed(1)} h`
      : `${Math.round(seconds / 60)} min`;

const rows = new Map<Answer, string>();

describe("an answer of", () => {
  test.each(ANSWERS.map((answer, i) => [answer.provider, answer.to, answer.shows, answer, i] as const))(
    "%s to %s: %s",
    async (_, _to, _shows, answer, i) => {
      const outcome = await outcomeOf(answer, `code-${i}`);
      rows.set(answer, outcome);
      const isRefused = (answer.status ?? 200) >= 400 || Object(answer.body).error;
      expect(outcome.startsWith("`")).toBe(Boolean(isRefused));
      if (isRefused) expect(outcome).toContain(answer.isKept ? "refresh_failed" : "signed_out");
    },
  );
});

test("covers the providers that apps of Stripe connect to most", () => {
  const names =
    "GitHub Google Microsoft Slack Salesforce HubSpot QuickBooks Xero Notion Shopify Square Mailchimp Zoom Airtable X Dropbox Zendesk";
  expect([...new Set(LARGE_PROVIDERS.map(({ provider }) => provider))].sort()).toEqual(names.split(" ").sort());
});

interface Refusal {
  status: number;
  error?: string;
}

interface Mode {
  refreshTokenOfAnswer: string;
  olderAccessTokenAfterRefresh: number;
  spentRefreshToken: Refusal | string;
  grantAfterReplay: string;
  accessTokenAfterRevocation: number;
  revokedRefreshToken: Refusal | string;
}

/** Describes the servers that run in tests/providers, from what those tests recorded. */
function observed(): string {
  const answer = (observation: Refusal | string) =>
    typeof observation === "string"
      ? observation
      : [observation.status, observation.error && `\`${observation.error}\``].filter(Boolean).join(" ");
  const rows = readdirSync(OBSERVED).flatMap((file) => {
    const { package: name, version, modes } = JSON.parse(readFileSync(join(OBSERVED, file), "utf8"));
    return Object.entries(modes as Record<string, Mode>).map(
      ([mode, seen]) =>
        `| ${[
          `${name} ${version}`,
          mode,
          seen.refreshTokenOfAnswer,
          seen.olderAccessTokenAfterRefresh,
          answer(seen.spentRefreshToken),
          seen.grantAfterReplay,
          answer(seen.revokedRefreshToken),
          seen.accessTokenAfterRevocation,
        ].join(" | ")} |`,
    );
  });
  return [
    "## Servers that run in the tests",
    "",
    "These rows are not reported but run: `npm test` starts each server and records what it answers (`tests/providers/observed`).",
    "",
    "| Server | Mode | Refresh token in the answer | Older access token after a refresh | A refresh token sent twice | The grant after that | A revoked refresh token | An access token of a revoked grant |",
    `|${" --- |".repeat(8)}`,
    ...rows,
    "",
  ].join("\n");
}

test("matches docs/providers.md (UPDATE=1 writes it)", async () => {
  expect(rows.size, "run the whole file").toBe(ANSWERS.length);
  const table = ANSWERS.map((answer) => {
    const options = answer.options && Object.keys(answer.options).filter((name) => name !== "clientSecret");
    const [name, address] = answer.source;
    return `| ${[
      answer.provider,
      answer.to,
      answer.shows,
      rows.get(answer),
      options ? options.map((option) => `\`${option}\``).join(", ") : "",
      `[${name}](${address})`,
    ].join(" | ")} |`;
  });
  const head = "| Provider | Answer to | Its features | Result in the store | Options | Source |\n| --- | --- | --- | --- | --- | --- |";
  const [intro] = readFileSync(DOCUMENT, "utf8").split("<!-- table -->");
  const text = await format(`${intro}<!-- table -->\n\n${head}\n${table.join("\n")}\n\n${observed()}`, {
    ...(await resolveConfig(DOCUMENT)),
    filepath: DOCUMENT,
  });
  if (process.env.UPDATE) writeFileSync(DOCUMENT, text);
  expect(readFileSync(DOCUMENT, "utf8")).toBe(text);
});
