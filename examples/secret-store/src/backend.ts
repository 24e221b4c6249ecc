// Calls the app's backend for the signed-in user. The backend trusts only Stripe's signature.

import type { ExtensionContextValue } from "@stripe/ui-extension-sdk/context";
import { fetchStripeSignature } from "@stripe/ui-extension-sdk/utils";

/** An error of the backend or the provider. */
export class BackendError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The owner of a token at the provider. */
export interface Person {
  readonly name: string;
  readonly email: string;
}

export async function askBackend<Answer>(
  address: string,
  { id, account }: Pick<ExtensionContextValue["userContext"], "id" | "account">,
): Promise<Answer> {
  const response = await reach(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Stripe-Signature": await fetchStripeSignature() },
    body: JSON.stringify({ user_id: id, account_id: account.id }),
  });
  const answer = await response.json();
  if (!response.ok) throw new BackendError(answer.code, answer.message);
  return answer;
}

/** Asks the provider itself whose token this is. */
export async function askProvider(address: string, token: string): Promise<Person> {
  const response = await reach(address, { headers: { Authorization: `Bearer ${token}` } });
  if (response.ok) return response.json();
  throw new BackendError("provider_refused", `The provider answered with the status ${response.status}. Enter another token.`);
}

async function reach(address: string, init: RequestInit): Promise<Response> {
  return fetch(address, init).catch(() => {
    throw new BackendError("backend_unreachable", `${new URL(address).host} did not answer. Try again later.`);
  });
}
