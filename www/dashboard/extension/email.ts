// `getDashboardUserEmail()` of the SDK: a request that the Dashboard answers by itself, to an app that asked for the permission.

import type { SerializableResponse } from "@stripe/ui-extension-sdk/api_fetch";
import type { User } from "stripe-secret-store/testing";
import { plain } from "./serializable";

export const USER_EMAIL = "/v1/user/email";
const PERMISSION = "user_email_read";

/** An address that nobody has, made of the user's id. */
export function emailOf({ id }: User, permissions: readonly string[]): SerializableResponse {
  if (permissions.includes(PERMISSION)) return plain(200, { email: `${id}@example.com` }, USER_EMAIL);
  const message = `The app lacks the permission ${PERMISSION}: its manifest has to ask for it.`;
  return plain(403, { error: { type: "invalid_request_error", message } }, USER_EMAIL);
}
