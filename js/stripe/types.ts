// stripe-node's types for the Secret Store, so that one is assignable to the other (stripe 13 to 23).

/** The scope of a secret, as Stripe answers with it. */
export interface StripeScope {
  /** `account` or `user`. */
  type: "account" | "user";
  /** The user's id, for the type `user`. */
  user?: string;
}

/** The scope of a call. */
export interface StripeScopeParam {
  /** `account` or `user`. Any other type is refused before the request is sent. */
  type: "account" | "user" | (string & {});
  /** The user's id, for the type `user`. Default: the id of the client's `userContext`. */
  user?: string;
}

/** A secret in stripe-node's shape. */
export interface StripeSecret {
  /** The id: `appsecret_…`. */
  id: string;
  /** Stripe's name of the object's type. */
  object: "apps.secret";
  /** When it was created or last replaced, in Unix seconds. */
  created: number;
  /** True in the answer of `deleteWhere`. */
  deleted?: boolean;
  /** When it expires, in Unix seconds. */
  expires_at: number | null;
  /** True in live mode. */
  livemode: boolean;
  /** 1 to 5,000 characters, unique within the scope. */
  name: string;
  /** The payload where `expand` asked for it, and else `null`, which is not enumerable. */
  payload: string | null;
  /** The owner. */
  scope: StripeScope;
}

/** One page of a list. */
export interface StripeSecretList {
  /** Stripe's name of the object's type. */
  object: "list";
  /** The secrets, the newest first. */
  data: StripeSecret[];
  /** True if there is another page. */
  has_more: boolean;
  /** The path of the list. */
  url: string;
}

/**
 * A result with stripe-node's `lastResponse`, which is not enumerable.
 *
 * @typeParam T The result.
 */
export type StripeResponse<T> = T & {
  /** The answer. It is not enumerable. */
  lastResponse: {
    /** The headers of the answer, with names in lower case. */
    headers: { [key: string]: string };
    /** The header `request-id`, or an empty text. */
    requestId: string;
    /** The HTTP status. */
    statusCode: number;
    /** The API version of the answer. */
    apiVersion?: string;
    /** The idempotency key. */
    idempotencyKey?: string;
    /** The account. */
    stripeAccount?: string;
  };
};

/** Parameters of `create`. */
export interface StripeCreateParams {
  /** 1 to 5,000 characters, unique within the scope. */
  name: string;
  /** 1 to 5,000 characters. */
  payload: string;
  /** The owner of the secret. */
  scope: StripeScopeParam;
  /** `["payload"]` adds the payload to the result. It is not sent. */
  expand?: string[];
  /** When the secret expires, in Unix seconds. */
  expires_at?: number;
}

/** Parameters of `find` and `deleteWhere`. */
export interface StripeNameParams {
  /** 1 to 5,000 characters, unique within the scope. */
  name: string;
  /** The owner of the secret. */
  scope: StripeScopeParam;
  /** `["payload"]` adds the payload to what `find` returns. */
  expand?: string[];
}

/** Parameters of `list`. */
export interface StripeListParams {
  /** The owner of the secret. */
  scope: StripeScopeParam;
  /** Secrets of one page, 1 to 100. Default: 10. */
  limit?: number;
  /** The id of the last secret of the page before. */
  starting_after?: string;
  /** The id of the first secret of the page after. Iteration goes backwards then. */
  ending_before?: string;
  /** Ignored: a list has no payloads. */
  expand?: string[];
}

/** Options of one call, as stripe-node names them. Those left out come from {@link createSecrets}. */
export interface StripeRequestOptions {
  /** The API key. */
  apiKey?: string;
  /** Makes a write that is sent twice count once. Default: a new key for each call. */
  idempotencyKey?: string;
  /** Acts for a connected account: `acct_…`. */
  stripeAccount?: string;
  /** Acts in a context. */
  stripeContext?: string;
  /** The API version. Default: the one that this package was tested with. */
  apiVersion?: string;
  /** The number of retries, 0 to 100. */
  maxNetworkRetries?: number;
  /** The time that one attempt may take, in milliseconds. */
  timeout?: number;
  /** The host name that the request goes to. */
  host?: string;
}
