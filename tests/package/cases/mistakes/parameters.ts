// Lists mistakes in the parameters of the four methods.

import { SecretStoreClient } from "stripe-secret-store";
import { clientOver, USER, wrong } from "../../support/client";
import { never, secrets, type Mistake } from "./mistake";

const promised = Promise.resolve("a token");

const create = (change: object) => () => secrets.createSecret(wrong({ name: "token", payload: "made up", ...change }));

export const PARAMETERS: readonly Mistake[] = [
  // name and payload
  { what: "createSecret({ payload })", act: create({ name: undefined }), code: "invalid_name", param: "name", message: "name is missing." },
  {
    what: 'createSecret({ name: "", payload })',
    act: create({ name: "" }),
    code: "invalid_name",
    param: "name",
    message: "name must not be empty.",
  },
  {
    what: "createSecret({ name: 42, payload })",
    act: create({ name: 42 }),
    code: "invalid_name",
    param: "name",
    message: "name must be a string.",
  },
  {
    what: "createSecret({ name })",
    act: create({ payload: undefined }),
    code: "invalid_payload",
    param: "payload",
    message: "payload is missing.",
  },
  {
    what: 'createSecret({ name, payload: "" }), to sign out',
    act: create({ payload: "" }),
    code: "invalid_payload",
    param: "payload",
    message: "payload must not be empty: call deleteSecret.",
  },
  {
    what: "createSecret({ name, payload: getToken() }), a promise",
    act: create({ payload: promised }),
    code: "invalid_payload",
    param: "payload",
    message: "payload must be a string: await the promise.",
  },
  {
    what: "createSecret({ name, payload: { token } })",
    act: create({ payload: { token: "made up" } }),
    code: "invalid_payload",
    param: "payload",
    message: "payload must be a string: use JSON.stringify.",
  },
  {
    what: "createSecret({ name, payload: 42 })",
    act: create({ payload: 42 }),
    code: "invalid_payload",
    param: "payload",
    message: "payload must be a string.",
  },
  {
    what: "createSecret({ name, payload }) of 5,001 characters",
    act: create({ payload: "x".repeat(5001) }),
    code: "invalid_payload",
    param: "payload",
    message: "payload must have at most 5,000 characters, not 5001.",
  },
  {
    what: "createSecret({ name, payload }) of 20,000,000 characters, which are not counted",
    act: create({ payload: "x".repeat(20_000_000) }),
    code: "invalid_payload",
    param: "payload",
    message: "payload must have at most 5,000 characters.",
  },
  {
    what: "createSecret({ name, payload }) of 5,001 emoji",
    act: create({ payload: "😀".repeat(5001) }),
    code: "invalid_payload",
    param: "payload",
    message: "payload must have at most 5,000 characters, not 5001.",
  },
  {
    what: "createSecret({ name, payload: text.slice(0, 1) }), within an emoji",
    act: create({ payload: "😀".slice(0, 1) }),
    code: "invalid_payload",
    param: "payload",
    message: "payload must not contain half a surrogate pair, such as half an emoji.",
  },
  {
    what: 'createSecret({ name, payload: "4242 4242 4242 4242" })',
    act: create({ payload: "4242 4242 4242 4242" }),
    code: "card_number",
    param: "payload",
    message: 'payload must not contain what looks like a card number, which Stripe forbids. If it is not one, set cardNumbers: "allow".',
  },
  // The shape of the call
  {
    what: 'createSecret("token", "made up")',
    act: () => secrets.createSecret(wrong("token"), wrong("made up")),
    code: "invalid_parameter",
    message: "The argument must be an object: { name, payload, scope, expires_at }.",
  },
  {
    what: 'findSecret("token")',
    act: () => secrets.findSecret(wrong("token")),
    code: "invalid_parameter",
    message: "The argument must be an object: { name, scope }.",
  },
  {
    what: "findSecret()",
    act: () => secrets.findSecret(wrong(undefined)),
    code: "invalid_parameter",
    message: "The argument must be an object: { name, scope }.",
  },
  {
    what: 'listSecrets("account")',
    act: () => secrets.listSecrets(wrong("account")),
    code: "invalid_parameter",
    message: "The argument must be an object: { scope, limit, starting_after, ending_before }.",
  },
  {
    what: "listSecrets({}, signal)",
    act: () => secrets.listSecrets({}, wrong(5_000)),
    code: "invalid_option",
    message: "The argument must be an object: { signal, timeout, maxNetworkRetries, idempotencyKey, stripeAccount, stripeContext }.",
  },
  {
    what: "createSecret({ name, payload, expiresAt })",
    act: create({ expiresAt: 1 }),
    code: "invalid_parameter",
    param: "expiresAt",
    message: "expiresAt is unknown: pass { name, payload, scope, expires_at }.",
  },
  {
    what: 'findSecret({ name, expand: ["payload"] })',
    act: () => secrets.findSecret(wrong({ name: "token", expand: ["payload"] })),
    code: "invalid_parameter",
    param: "expand",
    message: "expand is not supported: findSecret always returns the payload.",
  },
  {
    what: "deleteSecret({ id })",
    act: () => secrets.deleteSecret(wrong({ id: "appsecret_1" })),
    code: "invalid_parameter",
    param: "id",
    message: "id is unknown: pass { name, scope }.",
  },
  {
    what: "listSecrets({ name })",
    act: () => secrets.listSecrets(wrong({ name: "token" })),
    code: "invalid_parameter",
    param: "name",
    message: "name is unknown: pass { scope, limit, starting_after, ending_before }.",
  },
  {
    what: "findSecret({ name, timeout })",
    act: () => secrets.findSecret(wrong({ name: "token", timeout: 1000 })),
    code: "invalid_parameter",
    param: "timeout",
    message: "timeout is unknown: pass { name, scope }.",
  },
  {
    what: "const { findSecret } = secrets; findSecret({ name })",
    act: () => SecretStoreClient.prototype.findSecret.call(wrong(undefined), { name: "token" }),
    code: "invalid_option",
    message: "A method must be called on its client: client.findSecret().",
  },
  // The scope
  {
    what: 'findSecret({ name, scope: "accounts" })',
    act: () => secrets.findSecret({ name: "token", scope: wrong("accounts") }),
    code: "invalid_scope",
    param: "scope",
    message: 'scope must be "user", "account" or { type: "user", user: "usr_1" }.',
  },
  {
    what: 'findSecret({ name, scope: { user: "usr_1" } })',
    act: () => secrets.findSecret({ name: "token", scope: wrong({ user: USER }) }),
    code: "invalid_scope",
    param: "scope",
    message: 'scope must be "user", "account" or { type: "user", user: "usr_1" }.',
  },
  {
    what: 'findSecret({ name, scope: { type: "account", user } })',
    act: () => secrets.findSecret({ name: "token", scope: wrong({ type: "account", user: USER }) }),
    code: "invalid_scope",
    param: "scope",
    message: 'scope must be "user", "account" or { type: "user", user: "usr_1" }.',
  },
  {
    what: 'findSecret({ name, scope: { type: "user", user: "usr_2" } }) in an extension',
    act: () => secrets.findSecret({ name: "token", scope: { type: "user", user: "usr_2" } }),
    code: "foreign_user",
    param: "scope",
    message: "scope names another user than userContext, which only the app's backend may do.",
  },
  {
    what: "findSecret({ name }) without a userContext",
    act: () => clientOver(never, { userContext: undefined }).findSecret({ name: "token" }),
    code: "user_required",
    param: "scope",
    message: 'scope names no user: pass userContext, name the user in scope, or use "account".',
  },
  // The expiry
  {
    what: "createSecret({ name, payload, expires_at: 3_600 })",
    act: create({ expires_at: 3_600 }),
    code: "invalid_expiry",
    param: "expires_at",
    message: "expires_at must be a time, not seconds from now: use new Date(Date.now() + 1000 * seconds).",
  },
  {
    what: "createSecret({ name, payload, expires_at: Date.now() + 3_600_000 })",
    act: () => create({ expires_at: Date.now() + 3_600_000 })(),
    code: "invalid_expiry",
    param: "expires_at",
    message: "expires_at must be in seconds: divide by 1000.",
  },
  {
    what: "createSecret({ name, payload, expires_at: Date.now() / 1000 + 3_600 })",
    act: create({ expires_at: 4_000_000_000.5 }),
    code: "invalid_expiry",
    param: "expires_at",
    message: "expires_at must be a Date or a whole number of Unix seconds.",
  },
  {
    what: 'createSecret({ name, payload, expires_at: "2030-01-01" })',
    act: create({ expires_at: "2030-01-01" }),
    code: "invalid_expiry",
    param: "expires_at",
    message: "expires_at must be a Date or a whole number of Unix seconds.",
  },
  {
    what: 'createSecret({ name, payload, expires_at: new Date("soon") })',
    act: create({ expires_at: new Date("soon") }),
    code: "invalid_expiry",
    param: "expires_at",
    message: "expires_at must be a valid Date.",
  },
  {
    what: 'createSecret({ name, payload, expires_at: new Date("2001-01-01") })',
    act: create({ expires_at: new Date("2001-01-01") }),
    code: "invalid_expiry",
    param: "expires_at",
    message: "expires_at must be in the future.",
  },
  {
    what: 'createSecret({ name, payload, expires_at: new Date("3000-01-01") })',
    act: create({ expires_at: new Date("3000-01-01") }),
    code: "invalid_expiry",
    param: "expires_at",
    message: "expires_at must be at most 100 years ahead.",
  },
  // A page
  {
    what: "listSecrets({ limit: 1_000 })",
    act: () => secrets.listSecrets({ limit: 1_000 }),
    code: "invalid_parameter",
    param: "limit",
    message: "limit must be a whole number from 1 to 100.",
  },
  {
    what: "listSecrets({ starting_after, ending_before })",
    act: () => secrets.listSecrets({ starting_after: "appsecret_1", ending_before: "appsecret_2" }),
    code: "invalid_parameter",
    param: "ending_before",
    message: "ending_before cannot be combined with starting_after.",
  },
  // The permission
  {
    what: "createSecret({ name, payload }) without the permission",
    act: () => clientOver(never, { appContext: { authorizedPermissions: [] } }).createSecret({ name: "token", payload: "made up" }),
    code: "permission_missing",
    param: "appContext",
    message:
      'appContext.authorizedPermissions lacks secret_write: run `stripe apps grant permission "secret_write" "EXPLANATION"`, then reinstall the app.',
  },
];
