// What uses the face of the OAuth entry, likewise.

import { createTokenStore } from "stripe-secret-store/oauth";

export async function run(): Promise<string> {
  return JSON.stringify([typeof createTokenStore]);
}
