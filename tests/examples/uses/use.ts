// Describes three uses of the Secret Store that public apps have. Each has two versions: one with stripe-node alone, as such apps write it today, and one with this
// package. ../uses.test.ts runs the same steps with both. ../drop-in.test.ts runs the first with one changed line, and the programs of guide/.

/** An answer of an OAuth provider, with a field of the app's own. */
export type Answer = {
  access_token: string;
  refresh_token: string;
  region?: string;
};

/** Gets new tokens for a refresh token. */
export type Refresh = (refreshToken: string) => Promise<Answer>;

/** Sends a request of the provider's API with an `Authorization` header, and returns its status. */
type Request = (authorization: string) => Promise<{ status: number }>;

/** Tokens of the account. Stripe's egress sends the secret `CRM_AUTHORIZATION` as the header `Authorization`, as it stands. */
export interface AccountTokens {
  save(answer: Answer): Promise<void>;
  /** Calls the provider, and refreshes the tokens after a 401. Returns nothing when the account is signed out. */
  call(request: Request): Promise<{ status: number } | undefined>;
  region(): Promise<unknown>;
  clear(): Promise<void>;
}

export interface Settings {
  theme: "light" | "dark";
}

/** Settings of a user, as JSON. */
export interface UserSettings {
  load(): Promise<Settings | null>;
  save(settings: Settings): Promise<void>;
  clear(): Promise<void>;
}

export interface WorkerOptions {
  keys: Record<"test" | "live", string>;
  host: string;
  port: number;
  protocol: "http" | "https";
}

/** The backend of Stripe's example, at this address of the service. */
export interface BackendOptions {
  key: string;
  host: string;
  port: number;
  protocol: "http" | "https";
}

/** Reads a bare token of an account in a backend. */
export type WorkerToken = (account: string, mode: "test" | "live") => Promise<string | null>;
