// Holds the parts of a view's context that the controls can change.

import { isRecord } from "../is-record";

export interface StripeObject {
  readonly object: string;
  readonly id: string;
}

export interface ContextSettings {
  /** The object of each viewport that a user has changed. */
  readonly objects: Readonly<Record<string, StripeObject>>;
  readonly locale: string;
  /** A two-letter code. */
  readonly country: string;
  /** The id of the user's role, or several with commas between them. */
  readonly role: string;
  /** The query of a deep link, such as `tab=orders`. */
  readonly query: string;
  /** True to pass `oauthContext` until the page reloads, as Stripe does. Otherwise it ends with the view. */
  readonly keepsOAuthContext: boolean;
}

export const DEFAULT_CONTEXT: ContextSettings = {
  objects: {},
  locale: "en-US",
  country: "US",
  role: "admin",
  query: "",
  keepsOAuthContext: true,
};

/** The built-in roles of the SDK's `RoleId`, with their names. */
export const ROLES: Readonly<Record<string, string>> = {
  admin: "Administrator",
  super_admin: "Super Administrator",
  developer: "Developer",
  analyst: "Analyst",
  support_specialist: "Support Specialist",
  view_only: "View only",
  tax_analyst: "Tax Analyst",
  iam_admin: "IAM Admin",
  connect_onboarding_analyst: "Connect Onboarding Analyst",
  transfer_analyst: "Transfer Analyst",
  dispute_analyst: "Dispute Analyst",
  refund_analyst: "Refund Analyst",
  data_migration_specialist: "Data Migration Specialist",
  support_communications: "Support Communications",
  support_only: "Support Only",
  identity_analyst: "Identity Analyst",
  identity_view_only: "Identity View Only",
  topups_only: "Top-ups Only",
};

/** The object types of detail pages whose names differ from the viewport's. The first one is the default. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  payment: ["payment_intent", "charge"],
  "shipping-rates": ["shipping_rate"],
};

const PREFIXES: Readonly<Record<string, string>> = {
  charge: "ch",
  coupon: "coupon",
  customer: "cus",
  invoice: "in",
  payment_intent: "pi",
  payment_link: "plink",
  payout: "po",
  price: "price",
  product: "prod",
  quote: "qt",
  shipping_rate: "shr",
  subscription: "sub",
};

/** Returns the object types that a viewport can show. Only detail pages, and modules in them, show an object. */
export function objectTypesOf(viewport: string): readonly string[] {
  const [, name] = /^stripe\.dashboard\.([\w-]+)\.detail(?:\.[\w-]+)?$/.exec(viewport) ?? [];
  if (name === undefined) return [];
  return Object.hasOwn(TYPES, name) ? TYPES[name]! : [name.replaceAll("-", "_")];
}

/** Makes up an id, which is the same each time. */
export const exampleId = (type: string): string => `${Object.hasOwn(PREFIXES, type) ? PREFIXES[type] : type}_1MadeUpExampleId`;

/** Returns the object of a detail page, or null in another viewport. */
export function objectOf(viewport: string, { objects }: ContextSettings): StripeObject | null {
  const [type] = objectTypesOf(viewport);
  if (type === undefined) return null;
  return objects[viewport] ?? { object: type, id: exampleId(type) };
}

/** Falls back to the defaults for invalid parts of a stored value. */
export function readContext(stored: unknown): ContextSettings {
  const { objects, locale, country, role, query, keepsOAuthContext } = isRecord(stored) ? stored : {};
  const valid = Object.entries(isRecord(objects) ? objects : {}).filter((entry): entry is [string, StripeObject] => isObject(entry[1]));
  return {
    objects: Object.fromEntries(valid),
    locale: text(locale) ?? DEFAULT_CONTEXT.locale,
    country: text(country) ?? DEFAULT_CONTEXT.country,
    role: text(role) ?? DEFAULT_CONTEXT.role,
    query: text(query) ?? DEFAULT_CONTEXT.query,
    keepsOAuthContext: keepsOAuthContext !== false,
  };
}

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

const isObject = (value: unknown): boolean => isRecord(value) && typeof value.id === "string" && typeof value.object === "string";
