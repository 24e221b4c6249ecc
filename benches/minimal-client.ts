// Shows the client that a good developer would write by hand for exactly these four calls: the request, the answer, an error with its code. It checks
// neither parameters nor answers, and never retries.

import type { HttpClient } from "./contenders/calls";

export type Scope = { type: "account" } | { type: "user"; user: string };

export interface Secret {
  id: string;
  object: "apps.secret";
  created: number;
  expires_at: number | null;
  livemode: boolean;
  name: string;
  payload?: string | null;
  scope: Scope;
  deleted?: boolean;
}

export interface SecretPage {
  object: "list";
  data: Secret[];
  has_more: boolean;
}

export class SecretStoreError extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly code?: string,
    readonly requestId?: string,
  ) {
    super(message);
    this.name = "SecretStoreError";
  }
}

const HEADERS = {
  Authorization: "Bearer DO_NOT_PASS_A_REAL_API_KEY",
  Accept: "application/json",
  "Content-Type": "application/x-www-form-urlencoded",
  "Stripe-Version": "2026-10-28.endive",
};

export class MinimalClient {
  constructor(
    private readonly httpClient: HttpClient,
    private readonly scope: Scope,
  ) {}

  create(secret: { name: string; payload: string; expires_at?: number }): Promise<Secret> {
    return this.request<Secret>("POST", "", secret);
  }

  /** Returns the secret with its payload, or null if there is no such secret. */
  find(name: string): Promise<Secret | null> {
    return this.request<Secret>("GET", "/find", { name, "expand[0]": "payload" }).catch((error: SecretStoreError) => {
      if (error.code === "resource_missing") return null;
      throw error;
    });
  }

  list(page: { limit?: number; starting_after?: string; ending_before?: string } = {}): Promise<SecretPage> {
    return this.request<SecretPage>("GET", "", page);
  }

  delete(name: string): Promise<Secret> {
    return this.request<Secret>("POST", "/delete", { name });
  }

  private async request<T>(method: "GET" | "POST", path: string, fields: Record<string, string | number | undefined>): Promise<T> {
    const form = encode({
      ...fields,
      "scope[type]": this.scope.type,
      "scope[user]": this.scope.type === "user" ? this.scope.user : undefined,
    });
    const target = `/v1/apps/secrets${path}${method === "GET" ? `?${form}` : ""}`;
    const body = method === "POST" ? form : "";
    const response = await this.httpClient.makeRequest("api.stripe.com", "443", target, method, { ...HEADERS }, body, "https", 80_000);
    const json = (await response.toJSON()) as T & { error?: { message?: string; code?: string } };
    const status = response.getStatusCode();
    if (status < 400) return json;
    const { "request-id": requestId } = response.getHeaders() as Record<string, string>;
    throw new SecretStoreError(json.error?.message ?? `Status ${status}`, status, json.error?.code, requestId);
  }
}

function encode(fields: Record<string, string | number | undefined>): string {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(value!)}`)
    .join("&");
}
