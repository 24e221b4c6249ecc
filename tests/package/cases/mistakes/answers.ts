// Lists calls that fail after they were sent, or that are aborted.

import type { SecretStoreClient } from "stripe-secret-store";
import { aRefusal, clientOver, recording, scripted, wrong, type ScriptedAnswer } from "../../support/client";
import { secrets, type Mistake } from "./mistake";

const over = (answer: ScriptedAnswer) => clientOver(scripted(answer));
const silent = clientOver(recording(() => Promise.reject(new Error("no network"))));
const hanging = clientOver(
  recording(() => new Promise<never>(() => {})),
  { timeout: 1 },
);
const aborted = AbortSignal.abort();
const name = { name: "token" };
const secret = { name: "token", payload: "made up" };

/** Aborts the call when the request has been sent. */
const abortedAfter = (call: (client: SecretStoreClient, signal: AbortSignal) => unknown) => () => {
  const controller = new AbortController();
  const client = clientOver(
    recording(() => {
      controller.abort();
      return new Promise<never>(() => {});
    }),
  );
  return call(client, controller.signal);
};

export const ANSWERS: readonly Mistake[] = [
  {
    what: "deleteSecret({ name }) of no secret",
    act: () => over({ status: 404, json: aRefusal({ code: "resource_missing", message: "No such secret: 'token'" }) }).deleteSecret(name),
    code: "not_found",
    message:
      "Stripe says: No such secret: 'token'. The call failed (not_found): the secret may be in another scope or mode (test, live), or expired.",
  },
  {
    what: "createSecret({ name, payload }) in a full scope",
    act: () => over({ status: 400, json: aRefusal({ code: "secret_limit_exceeded" }) }).createSecret(secret),
    code: "scope_full",
    message: "The call failed (scope_full): delete a secret, or keep related values in one, as JSON.",
  },
  {
    what: "createSecret({ name, payload }) without the permission, as Stripe says",
    act: () => over({ status: 403 }).createSecret(secret),
    code: "permission_missing",
    message:
      'The call failed (permission_missing): run `stripe apps grant permission "secret_write" "EXPLANATION"`, then reinstall the app.',
  },
  {
    what: "findSecret({ name }) with a wrong key",
    act: () => over({ status: 401, json: aRefusal({ message: "Invalid API Key provided" }) }).findSecret(name),
    code: "unauthorized",
    message:
      "Stripe says: Invalid API Key provided. The call failed (unauthorized): pass no apiKey in an extension, the app owner's secret key in a backend.",
  },
  {
    what: "findSecret({ name }) after the app was uninstalled",
    act: () => over({ status: 403, json: aRefusal({ code: "account_invalid" }) }).findSecret(name),
    code: "app_uninstalled",
    message: "The call failed (app_uninstalled): reinstall the app.",
  },
  {
    what: "findSecret({ name }) too often",
    act: () => over({ status: 429, json: aRefusal({ message: "Too many requests!" }) }).findSecret(name),
    code: "rate_limited",
    message: "Stripe says: Too many requests! The call failed (rate_limited): retry later.",
  },
  {
    what: "createSecret({ name, payload }, { idempotencyKey }) again, with another payload",
    act: () => over({ status: 400, json: aRefusal({ type: "idempotency_error" }) }).createSecret(secret),
    code: "idempotency_conflict",
    message: "The call failed (idempotency_conflict): pass no idempotencyKey, or a new one each time.",
  },
  {
    what: "createSecret({ name, payload }) that Stripe refuses",
    act: () => over({ status: 400, json: aRefusal({ param: "foo" }) }).createSecret(secret),
    code: "invalid_request",
    param: "foo",
    message: "The call failed (invalid_request): correct the request by stripeCode and param.",
  },
  {
    what: "findSecret({ name }) while Stripe fails",
    act: () => over({ status: 500 }).findSecret(name),
    code: "service_failure",
    message: "The call failed (service_failure): retry later.",
  },
  {
    what: "findSecret({ name }) offline",
    act: () => silent.findSecret(name),
    code: "connection_failed",
    message: "The call failed (connection_failed): see cause, and retry later.",
  },
  {
    what: "createSecret({ name, payload }) offline",
    act: () => silent.createSecret(secret),
    code: "connection_failed",
    message: "The call failed (connection_failed): see cause, and retry later. The write may have happened: find the secret first.",
  },
  {
    what: "findSecret({ name }) without an answer",
    act: () => hanging.findSecret(name),
    code: "timeout",
    message: "The call failed (timeout): retry later.",
  },
  {
    what: "deleteSecret({ name }) without an answer",
    act: () => hanging.deleteSecret(name),
    code: "timeout",
    message: "The call failed (timeout): retry later. The write may have happened: find the secret first.",
  },
  {
    what: "createSecret({ name, payload }, { signal }), aborted before",
    act: () => secrets.createSecret(secret, { signal: aborted }),
    code: "aborted",
    message: "The call failed (aborted): pass a new signal.",
  },
  {
    what: "createSecret({ name, payload }, { signal }), aborted after",
    act: abortedAfter((client, signal) => client.createSecret(secret, { signal })),
    code: "aborted",
    message: "The call failed (aborted): pass a new signal. The write may have happened: find the secret first.",
  },
  {
    what: "findSecret({ name }, { signal }), aborted after",
    act: abortedAfter((client, signal) => client.findSecret(name, { signal })),
    code: "aborted",
    message: "The call failed (aborted): pass a new signal.",
  },
  {
    what: "findSecret({ name }) over an HTTP client that returns a fetch Response",
    act: () => clientOver(recording(() => wrong(Response.json({})))).findSecret(name),
    code: "unreadable_response",
    message: "The call failed (unreadable_response): the HTTP client must pass through Stripe's status, headers and JSON.",
  },
  {
    what: "findSecret({ name }, { signal }) with a signal that throws",
    act: () =>
      secrets.findSecret(name, {
        signal: wrong({
          aborted: false,
          addEventListener: () => {
            throw new Error("no");
          },
        }),
      }),
    code: "unexpected_failure",
    message: "The call failed (unexpected_failure): see cause, and report it.",
  },
];
