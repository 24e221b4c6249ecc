// The object of a view: each viewport of Stripe's reference has the type of its page, and a made-up id with the usual prefix.

import { expect, test } from "vitest";
import { DEFAULT_CONTEXT, objectOf, objectTypesOf } from "../../www/dashboard/extension/context-settings";

test.each([
  ["stripe.dashboard.payment.detail", "payment_intent", "pi_"],
  ["stripe.dashboard.customer.detail", "customer", "cus_"],
  ["stripe.dashboard.invoice.detail", "invoice", "in_"],
  ["stripe.dashboard.product.detail", "product", "prod_"],
  ["stripe.dashboard.subscription.detail", "subscription", "sub_"],
  ["stripe.dashboard.payment-link.detail", "payment_link", "plink_"],
  ["stripe.dashboard.shipping-rates.detail", "shipping_rate", "shr_"],
  ["stripe.dashboard.customer.detail.page-module", "customer", "cus_"],
  ["stripe.dashboard.invoice.detail.page-module", "invoice", "in_"],
  ["stripe.dashboard.made-up-thing.detail", "made_up_thing", "made_up_thing_"],
  ["stripe.dashboard.constructor.detail", "constructor", "constructor_"],
])("shows an object in %s", (viewport, object, prefix) => {
  expect(objectOf(viewport, DEFAULT_CONTEXT)).toEqual({ object, id: `${prefix}1MadeUpExampleId` });
});

test.each([
  ...["payment", "customer", "invoice", "product", "subscription", "payment-link", "shipping-rates"].map((page) => `${page}.list`),
  ...["home", "balance", "billing", "report", "revenue-recognition", "tax-report"].map((page) => `${page}.overview`),
  ...["drawer.default", "fullpage"],
])("shows no object in stripe.dashboard.%s", (name) => {
  expect(objectTypesOf(`stripe.dashboard.${name}`)).toEqual([]);
});

test.each(["settings", "onboarding", "", "customer.detail"])("shows no object in %j", (viewport) => {
  expect(objectOf(viewport, DEFAULT_CONTEXT)).toBeNull();
});
