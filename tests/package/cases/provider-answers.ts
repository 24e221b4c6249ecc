// Answers of providers that apps of Stripe connect to, as their documentation or their users show them. Tokens are made up.

import type { OAuthProviderOptions } from "stripe-secret-store/oauth";

export interface Answer {
  provider: string;
  /** The request: a code, a second sign-in of the same user, or a refresh. */
  to: "a code" | "a second sign-in" | "a refresh";
  status?: number;
  /** JSON, or a text. */
  body: unknown;
  /** The part that differs from RFC 6749, for the table. */
  shows: string;
  options?: Partial<OAuthProviderOptions>;
  /** Where the shape stands, and the version or day of it. */
  source: [name: string, address: string];
}

const pair = { access_token: "access-1", refresh_token: "refresh-1" };
const next = { access_token: "access-2", refresh_token: "refresh-2" };
const gone = "Token has been expired or revoked.";
const WORKOS: [string, string] = ["WorkOS, 27 August 2026", "https://workos.com/blog/invalid-grant-oauth-errors-by-provider"];

export const ANSWERS: readonly Answer[] = [
  {
    provider: "Airtable",
    to: "a refresh",
    body: { ...next, token_type: "Bearer", scope: "data.records:read", expires_in: 3600, refresh_expires_in: 5_184_000 },
    shows: "`refresh_expires_in`, rotates, and revokes an integration that sends a refresh token twice",
    source: ["Airtable Support", "https://support.airtable.com/docs/troubleshooting-oauth-integrations-in-airtable"],
  },
  {
    provider: "Airtable",
    to: "a refresh",
    status: 400,
    body: { error: "invalid_grant", error_description: gone },
    shows: "400 `invalid_grant`",
    source: ["Nango", "https://nango.dev/blog/airtable-oauth-refresh-token-invalid-grant"],
  },
  {
    provider: "Dropbox",
    to: "a code",
    body: { ...pair, token_type: "bearer", expires_in: 14_400, scope: "account_info.read", uid: "1", account_id: "dbid:1" },
    shows: "a refresh token where `token_access_type` asks for it",
    options: { authorizationParams: { token_access_type: "offline" } },
    source: ["Dropbox, 19 October 2022", "https://dropbox.tech/developers/using-oauth-2-0-with-offline-access"],
  },
  {
    provider: "Dropbox",
    to: "a refresh",
    body: { access_token: "access-2", token_type: "bearer", expires_in: 14_400 },
    shows: "no refresh token: the old one stays good",
    source: ["Dropbox, 19 October 2022", "https://dropbox.tech/developers/using-oauth-2-0-with-offline-access"],
  },
  {
    provider: "GitHub",
    to: "a code",
    body: "access_token=access-1&expires_in=28800&refresh_token=refresh-1&refresh_token_expires_in=15897600&scope=&token_type=bearer",
    shows: "a form, with an empty `scope`",
    source: [
      "GitHub Enterprise Server 3.15",
      "https://docs.github.com/en/enterprise-server@3.15/apps/creating-github-apps/authenticating-with-a-github-app/refreshing-user-access-tokens",
    ],
  },
  {
    provider: "GitHub",
    to: "a refresh",
    body: { ...next, expires_in: 28_800, refresh_token_expires_in: 15_897_600, scope: "", token_type: "bearer" },
    shows: "an empty `scope`, `refresh_token_expires_in`, rotates",
    source: [
      "GitHub Enterprise Server 3.15",
      "https://docs.github.com/en/enterprise-server@3.15/apps/creating-github-apps/authenticating-with-a-github-app/refreshing-user-access-tokens",
    ],
  },
  {
    provider: "GitHub",
    to: "a refresh",
    body: { error: "bad_refresh_token", error_description: "The refresh token passed is incorrect or expired." },
    shows: "200 `bad_refresh_token`",
    source: ["GitHub community #24745", "https://github.com/orgs/community/discussions/24745"],
  },
  {
    provider: "GitHub",
    to: "a refresh",
    body: { error: "incorrect_client_credentials" },
    shows: "200 `incorrect_client_credentials`",
    source: ["GitHub community #24745", "https://github.com/orgs/community/discussions/24745"],
  },
  {
    provider: "Google",
    to: "a second sign-in",
    body: { access_token: "access-2", token_type: "Bearer", expires_in: 3597 },
    shows: 'no refresh token, without `prompt: "consent"`',
    options: { authorizationParams: { access_type: "offline" } },
    source: ["google-api-php-client #2591", "https://github.com/googleapis/google-api-php-client/issues/2591"],
  },
  {
    provider: "Google",
    to: "a second sign-in",
    body: { access_token: "access-2", token_type: "Bearer", expires_in: 3597 },
    shows: "the same, with `keepRefreshToken`",
    options: { authorizationParams: { access_type: "offline" }, keepRefreshToken: true },
    source: ["google-api-php-client #263", "https://github.com/google/google-api-php-client/issues/263"],
  },
  {
    provider: "Google",
    to: "a refresh",
    status: 400,
    body: { error: "invalid_grant", error_description: gone },
    shows: "400 `invalid_grant`",
    source: WORKOS,
  },
  {
    provider: "HubSpot",
    to: "a refresh",
    body: { ...next, refresh_token: "refresh-1", expires_in: 1800 },
    shows: "the same refresh token, no `token_type`",
    source: ["Paragon", "https://useparagon.com/integration-error-solutions/hubspot-the-oauth-token-used-to-make-this-call-expired"],
  },
  {
    provider: "HubSpot",
    to: "a refresh",
    status: 400,
    body: { status: "BAD_REFRESH_TOKEN", message: "missing or invalid refresh token" },
    shows: "400 without `error`",
    source: ["Nango", "https://www.nango.dev/blog/hubspot-oauth-bad-refresh-token"],
  },
  {
    provider: "Mailchimp",
    to: "a code",
    body: { access_token: "access-1", expires_in: 0, scope: null },
    shows: "`expires_in` 0 for a token that does not expire",
    source: ["Mailchimp", "https://developer.mailchimp.com/documentation/mailchimp/guides/how-to-use-oauth2/"],
  },
  {
    provider: "Microsoft",
    to: "a refresh",
    body: { ...next, token_type: "Bearer", scope: "User.Read", expires_in: 3600, ext_expires_in: 3600, id_token: "long" },
    shows: "`ext_expires_in`, a long `id_token`, a new refresh token while the old one stays good",
    source: [
      "Microsoft Q&A 1158831",
      "https://learn.microsoft.com/en-us/answers/questions/1158831/invalidate-old-refresh-token-after-using-it-to-get",
    ],
  },
  {
    provider: "Microsoft",
    to: "a refresh",
    status: 400,
    body: { error: "invalid_grant", error_description: "AADSTS700082: The refresh token has expired.", error_codes: [700_082] },
    shows: "400 `invalid_grant`, with `error_codes`",
    source: ["Microsoft Q&A, 25 May 2023", "https://learn.microsoft.com/en-us/answers/questions/1291600/request-access-token-times-wrong"],
  },
  {
    provider: "Notion",
    to: "a refresh",
    body: { ...next, token_type: "bearer", bot_id: "b", workspace_id: "w", workspace_name: null, workspace_icon: null, owner: {} },
    shows: "no lifetime, null fields; takes JSON and a header",
    options: { encoding: "json", clientAuthentication: "basic", clientSecret: "made up" },
    source: ["Notion API 1.0.0", "https://developers.notion.com/reference/refresh-a-token"],
  },
  {
    provider: "QuickBooks",
    to: "a refresh",
    body: { ...next, token_type: "bearer", expires_in: 3600, x_refresh_token_expires_in: 8_726_400 },
    shows: "`x_refresh_token_expires_in`",
    options: { clientAuthentication: "basic", clientSecret: "made up" },
    source: ["QuickBooks-V3-Java-SDK 6.5.4", "https://github.com/intuit/QuickBooks-V3-Java-SDK/releases/tag/v6.5.4"],
  },
  {
    provider: "QuickBooks",
    to: "a refresh",
    status: 400,
    body: { error: "invalid_grant" },
    shows: "400 `invalid_grant`",
    source: ["intuit/oauth-jsclient #128, 26 May 2022", "https://github.com/intuit/oauth-jsclient/issues/128"],
  },
  {
    provider: "Salesforce",
    to: "a code",
    body: {
      ...pair,
      token_type: "Bearer",
      issued_at: "1278448384422",
      instance_url: "https://yourInstance.salesforce.com/",
      signature: "SSSbLO/gBhmmyNUvN18ODBDFYHzakxOMgqYtu+hDPsc=",
    },
    shows: "no lifetime, `issued_at` in milliseconds as text",
    source: ["Nango", "https://nango.dev/blog/salesforce-get-access-token-expires-at"],
  },
  {
    provider: "Salesforce",
    to: "a refresh",
    body: { access_token: "access-2", issued_at: "1278448384422", token_type: "Bearer" },
    shows: "no refresh token, unless rotation is switched on",
    source: ["jsforce", "https://jsforce.github.io/jsforce/types/oauth2.TokenResponse.html"],
  },
  {
    provider: "Salesforce",
    to: "a refresh",
    status: 400,
    body: { error: "invalid_grant", error_description: "expired access/refresh token" },
    shows: "400 `invalid_grant`",
    source: WORKOS,
  },
  {
    provider: "Shopify",
    to: "a refresh",
    body: { ...next, scope: "read_products", expires_in: 3600, refresh_token_expires_in: 7_776_000 },
    shows: "rotates, and takes the old refresh token until the new one is used",
    source: ["Shopify, 28 August 2026", "https://shopify.dev/changelog/more-resilient-refreshes-for-expiring-offline-access-tokens"],
  },
  {
    provider: "Slack",
    to: "a code",
    body: {
      ok: true,
      app_id: "A1",
      authed_user: { id: "U1", scope: "chat:write", access_token: "access-1", refresh_token: "refresh-1", expires_in: 43_200 },
    },
    shows: "the user's tokens in `authed_user`",
    options: { tokensFrom: (answer) => answer.authed_user ?? answer },
    source: ["Slack", "https://docs.slack.dev/authentication/using-token-rotation"],
  },
  {
    provider: "Slack",
    to: "a refresh",
    body: { ok: true, ...next, token_type: "user", expires_in: 43_200 },
    shows: "the tokens at the top, rotates",
    options: { tokensFrom: (answer) => answer.authed_user ?? answer },
    source: ["Slack", "https://docs.slack.dev/authentication/using-token-rotation"],
  },
  {
    provider: "Slack",
    to: "a refresh",
    body: { ok: false, error: "invalid_refresh_token" },
    shows: "200 `invalid_refresh_token`",
    source: [
      "slack_kit 1.0.0-alpha.0",
      "https://hex.pm/packages/slack_kit/1.0.0-alpha.0/files/priv/docs/methods/tooling.tokens.rotate.json",
    ],
  },
  {
    provider: "Slack",
    to: "a refresh",
    body: { ok: false, error: "internal_error" },
    shows: "200 `internal_error`",
    source: ["Slack", "https://api.slack.com/methods/oauth.v2.exchange"],
  },
  {
    provider: "Slack",
    to: "a refresh",
    body: { ok: false, error: "bad_client_secret" },
    shows: "200 `bad_client_secret`",
    source: ["Slack", "https://api.slack.com/methods/oauth.v2.exchange"],
  },
  {
    provider: "Square",
    to: "a code",
    body: { ...pair, token_type: "bearer", expires_at: "2027-01-02T15:04:05Z", merchant_id: "M1", short_lived: false },
    shows: "`expires_at` in ISO 8601",
    source: ["Square", "https://developer.squareup.com/reference/square/objects/ObtainTokenResponse"],
  },
  {
    provider: "Square",
    to: "a refresh",
    body: { ...next, token_type: "bearer", expires_at: "2027-01-02T15:04:05Z", merchant_id: "M1" },
    shows: "with PKCE a new refresh token, with a secret the same",
    source: ["Square", "https://developer.squareup.com/reference/square/o-auth/obtain-token"],
  },
  {
    provider: "Square",
    to: "a refresh",
    status: 401,
    body: { message: "Invalid refresh token", type: "service.not_authorized" },
    shows: "401 without `error`",
    source: ["Square forum 11056", "https://developer.squareup.com/forums/t/getting-error-while-renew-token/11056"],
  },
  {
    provider: "X",
    to: "a refresh",
    body: { ...next, scope: "tweet.read offline.access", expires_in: 7200, token_type: "bearer" },
    shows: "rotates",
    source: ["X", "https://docs.x.com/resources/fundamentals/authentication/oauth-2-0/user-access-token"],
  },
  {
    provider: "X",
    to: "a refresh",
    status: 400,
    body: { error: "invalid_request", error_description: "Value passed for the token was invalid." },
    shows: "400 `invalid_request`",
    source: ["X", "https://docs.x.com/resources/fundamentals/authentication/oauth-2-0/user-access-token"],
  },
  {
    provider: "Xero",
    to: "a refresh",
    body: { ...next, id_token: "long", expires_in: 1800, token_type: "Bearer", scope: "offline_access" },
    shows: "rotates, with a grace",
    source: ["xero-node 4.4.3 #382", "https://github.com/XeroAPI/xero-node/issues/382"],
  },
  {
    provider: "Xero",
    to: "a refresh",
    status: 400,
    body: { error: "invalid_grant" },
    shows: "400 `invalid_grant`",
    source: ["Nango", "https://nango.dev/blog/xero-oauth-refresh-token-invalid-grant"],
  },
  {
    provider: "Zendesk",
    to: "a refresh",
    body: { ...next, token_type: "bearer", scope: "read", expires_in: 1800, refresh_token_expires_in: 7_776_000 },
    shows: "rotates, and deletes the access token before",
    source: [
      "Zendesk, 30 April 2025",
      "https://support.zendesk.com/hc/en-us/articles/9182123625370-Announcing-support-for-OAuth-refresh-token-grant-type-and-OAuth-access-and-refresh-token-expirations",
    ],
  },
  {
    provider: "Zendesk",
    to: "a code",
    body: { access_token: "access-1", token_type: "bearer", scope: "read", expires_in: null, refresh_token: null },
    shows: "null fields, of a client made before",
    source: ["Zendesk", "https://developer.zendesk.com/documentation/api-basics/authentication/refresh-token"],
  },
  {
    provider: "Zoom",
    to: "a refresh",
    body: { ...next, token_type: "bearer", expires_in: 3599, scope: "user:read", api_url: "https://api.zoom.us" },
    shows: "rotates",
    options: { clientAuthentication: "basic", clientSecret: "made up" },
    source: ["Zoom", "https://developers.zoom.us/docs/integrations/oauth-error-messages/"],
  },
  {
    provider: "Zoom",
    to: "a refresh",
    status: 400,
    body: { reason: "Invalid Token!", error: "invalid_request" },
    shows: "400 `invalid_request`, with `reason`",
    source: ["Zoom", "https://developers.zoom.us/docs/integrations/oauth-error-messages/"],
  },
];
