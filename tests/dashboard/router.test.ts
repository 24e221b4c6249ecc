// Tests the router of full-page apps without a browser: patterns, precedence, paths and events.

import { expect, test } from "vitest";
import type { NavigationReport } from "../../www/frame/protocol";
import { createRouter } from "../../www/frame/router";

const routes = (...patterns: string[]) => Object.fromEntries(patterns.map((path) => [path, { path }]));

function create() {
  const reported: NavigationReport[] = [];
  const { router, receive } = createRouter(
    (navigation) => reported.push(navigation),
    () => {},
  );
  return { router, receive, reported };
}

test.for([
  ["/", "/", {}],
  ["/:tab?/:rest?", "/", {}],
  ["/:tab?/:rest?", "/a/b", { tab: "a", rest: "b" }],
  ["/:tab?/end", "/end", {}],
  ["/guests/:id", "/guests/b%2Fc%20d", { id: "b/c d" }],
  ["/guests/:id", "/guests/100%", { id: "100%" }],
  ["/files/*", "/files/a/b", { "*": "a/b" }],
  ["/files/*?", "/files", {}],
] as const)("matches %s against %s", ([pattern, path, parameters]) => {
  expect(create().router.getMatchedRoute(routes(pattern), path)).toMatchObject({ key: pattern, routeParams: parameters });
});

test.for([
  ["/", "/a"],
  ["/guests/:id", "/guests"],
  ["/guests/:id", "/guests/a/b"],
  ["/files/*", "/files"],
  ["/Guests", "/guests"],
])("does not match %s against %s", ([pattern, path]) => {
  expect(create().router.getMatchedRoute(routes(pattern!), path!)).toBeNull();
});

test("prefers static texts to parameters, and parameters to wildcards, in any order", () => {
  const patterns = ["/*", "/:tab?/:rest?", "/guests/:id", "/guests/new"];
  for (const config of [routes(...patterns), routes(...patterns.toReversed())]) {
    const matched = (path: string) => create().router.getMatchedRoute(config, path)?.key;
    expect(["/guests/new", "/guests/a", "/other/a", "/a/b/c"].map(matched)).toEqual(["/guests/new", "/guests/:id", "/:tab?/:rest?", "/*"]);
  }
});

test.for([
  ["guests", /must start with "\/"/],
  ["/a//b", /empty segment/],
  ["/:a-b", /letters, digits and underscores/],
  ["/*/a", /must be the last segment/],
] as const)("rejects the pattern %s, and names its route", ([path, message]) => {
  const { router } = create();
  expect(() => router.validateRoutes({ home: { path } })).toThrow(message);
  expect(() => router.validateRoutes({ home: { path } })).toThrow('The route "home" is invalid.');
});

test("builds a path from parameters, and requires those that are not optional", () => {
  const { router } = create();
  const config = { guest: { path: "/guests/:id/:tab?" }, file: { path: "/files/*" } };
  expect(router.createPathSegments(config, { key: "guest", params: { id: "b/c" } })).toEqual(["guests", "b/c"]);
  expect(router.createPathSegments(config, { key: "file", params: { "*": "a/b" } })).toEqual(["files", "a", "b"]);
  expect(() => router.createPathSegments(config, { key: "guest" })).toThrow('The route requires the parameter "id".');
  expect(() => router.createPathSegments(config, { key: "toString" })).toThrow('The routes do not include "toString".');
});

test("notifies listeners of its own and the page's navigation, and keeps the search parameters' identity between", () => {
  const { router, receive, reported } = create();
  const heard: unknown[] = [];
  const stop = router.listenToHref(({ href, options }) => void heard.push([href, options.remote]));
  expect(router.getHref()).toBeUndefined();
  router.setHref("/early");
  expect(heard).toEqual([]);
  receive({ href: "/", searchParams: {} });
  router.setHref("/a", { replace: true, searchParams: { sort: "name" } });
  expect(router.getSearchParams()).toBe(router.getSearchParams());
  stop();
  router.setHref("/b");
  expect(heard).toEqual([
    ["/", true],
    ["/a", false],
  ]);
  expect(reported).toEqual([
    { href: "/early", searchParams: {}, replace: false },
    { href: "/a", searchParams: { sort: "name" }, replace: true },
    { href: "/b", searchParams: {}, replace: false },
  ]);
});
