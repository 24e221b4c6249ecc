// Implements `__extRouter`, which the SDK's navigation hooks call. The page keeps the address and this router follows it.

import type { Location, NavigationReport } from "./protocol";
import { buildSegments, joinPath, matchSegments, parsePattern, rankOf, splitPath, type RouteParameters } from "./route-pattern";

interface RouteDefinition {
  readonly path: string;
}

type RoutesConfig = Readonly<Record<string, RouteDefinition>>;

interface RouteDescriptor {
  readonly key: string;
  readonly params?: RouteParameters;
  readonly searchParams?: Location["searchParams"];
}

interface NavigationOptions {
  readonly replace?: boolean;
  readonly searchParams?: Location["searchParams"];
}

interface HrefChange {
  readonly href: string;
  readonly options: { readonly replace: boolean; readonly remote: boolean };
  readonly searchParams: Location["searchParams"];
}

export type Router = ReturnType<typeof createRouter>;

/** @param report passes each navigation of the extension to the page */
export function createRouter(report: (navigation: NavigationReport) => void, reportRoutes: (patterns: readonly string[]) => void) {
  const listeners = new Set<(change: HrefChange) => void>();
  /** Undefined outside the full-page view. */
  let current: Location | undefined;

  function update(location: Location | undefined, options: HrefChange["options"]) {
    current = location;
    if (location === undefined) return;
    for (const listener of [...listeners]) listener({ ...location, options });
  }

  function navigate(href: string, { replace = false, searchParams = {} }: NavigationOptions = {}) {
    const location = { href, searchParams };
    report({ ...location, replace });
    // Outside the full-page view the page opens that view instead.
    if (current !== undefined) update(location, { replace, remote: false });
  }

  return {
    /** Follows a navigation of the page. */
    receive: (location: Location | undefined) => update(location, { replace: true, remote: true }),
    router: {
      getHref: () => current?.href,
      getSearchParams: () => current?.searchParams,
      setHref: navigate,
      listenToHref(listener: (change: HrefChange) => void) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
      validateRoutes(config: RoutesConfig): RoutesConfig {
        for (const [key, route] of Object.entries(config)) {
          try {
            parsePattern(route.path);
          } catch (error) {
            throw new Error(`The route "${key}" is invalid. ${(error as Error).message}`, { cause: error });
          }
        }
        return config;
      },
      registerRoutes: (config: RoutesConfig): void => reportRoutes(Object.values(config).map(({ path }) => path)),
      getMatchedRoute(config: RoutesConfig, href: string) {
        const path = splitPath(href);
        const matches = Object.entries(config).flatMap(([key, routeDefinition]) => {
          const pattern = parsePattern(routeDefinition.path);
          const routeParams = matchSegments(pattern, path);
          return routeParams === undefined ? [] : [{ rank: rankOf(pattern), match: { key, routeDefinition, routeParams } }];
        });
        // The sort is stable, so of equal patterns the first one wins.
        const [best] = matches.sort((one, other) => one.rank.localeCompare(other.rank));
        return best?.match ?? null;
      },
      createPathSegments: segmentsOf,
      setRoute(config: RoutesConfig, route: RouteDescriptor, { replace = false }: NavigationOptions = {}) {
        navigate(joinPath(segmentsOf(config, route)), { replace, searchParams: route.searchParams ?? {} });
      },
    },
  };
}

function segmentsOf(config: RoutesConfig, { key, params }: RouteDescriptor): string[] {
  const route = Object.hasOwn(config, key) ? config[key] : undefined;
  if (route === undefined) throw new Error(`The routes do not include "${key}".`);
  return buildSegments(parsePattern(route.path), params);
}
