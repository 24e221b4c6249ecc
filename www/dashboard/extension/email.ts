// Answers the SDK's `getDashboardUserEmail()` for apps with the permission.

import type { SerializableResponse } from "@stripe/ui-extension-sdk/api_fetch";
import type { User } from "stripe-secret-store/testing";
import { plain } from "./serializable";

export const USER_EMAIL = "/v1/user/email";
const PERMISSION = "user_email_read";

/** Makes up an address from the user's id. */
export function emailOf({ id }: User, permissions: readonly string[]): SerializableResponse {
  if (permissions.includes(PERMISSION)) return plain(200, { email: `${id}@example.com` }, USER_EMAIL);
  const message = `The app does not have the permission ${PERMISSION}. Add it to the manifest.`;
  return plain(403, { error: { type: "invalid_request_error", message } }, USER_EMAIL);
}
