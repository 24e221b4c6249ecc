// Answers Stripe's routes from a folder of JSON files: /v1/customers/cus_123 from v1/customers/cus_123.json, a list from the files of its folder.

import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { parseJson } from "./json";
import { objectOf } from "./manifest-fields";

/** A request for one of Stripe's routes. */
export interface StripeRequest {
  readonly method: string;
  /** The path with its query: `/v1/customers?limit=3`. */
  readonly url: string;
}

/** The answer of a fixture with the name of its file or folder, or the file that would have been one. */
export type FixtureAnswer = { readonly json: unknown; readonly file: string } | { readonly missing: string };

/** A segment of a path that is a file's name everywhere: no separator, no name that begins with a dot. */
const SEGMENT = /^[A-Za-z0-9_@+-][A-Za-z0-9_.@+-]{0,199}$/;

/** Parameters of a list that do not name fields of its objects. */
const PAGING = new Set(["limit", "starting_after", "ending_before"]);

const USUAL_LIMIT = 10;
const MOST = 100;

/**
 * Returns a function that answers requests from a folder. It reads the files at each request.
 *
 * @throws Error when the folder is missing
 */
export function fixtures(folder: string): (request: StripeRequest) => FixtureAnswer {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`There is no folder ${folder} for --fixtures.`);
  return ({ method, url }) => {
    const { pathname, searchParams } = new URL(url, "http://localhost");
    const path = pathOf(pathname);
    if (path === undefined) return { missing: "(no file can have such a path)" };
    const file = fileFor(method, path);
    // A folder with the files of version 1 alone needs no folder v1.
    for (const place of [path, path.replace(/^v1\//, "")]) {
      const json = read(folder, fileFor(method, place));
      if (json !== undefined) return { json, file: fileFor(method, place) };
      const list = isRead(method) ? readList(folder, place) : undefined;
      if (list !== undefined) return { json: page(list, pathname, searchParams), file: `${place}/` };
    }
    return { missing: join(folder, file) };
  };
}

/** Returns the name of the file that answers a request: `v1/customers.json`, or `v1/customers.post.json` for what changes something. */
const fileFor = (method: string, path: string): string => `${path}${isRead(method) ? "" : `.${method.toLowerCase()}`}.json`;

const isRead = (method: string): boolean => method === "GET" || method === "HEAD";

/** Returns a path of Stripe's as a path of files, if each of its segments can name one. */
function pathOf(pathname: string): string | undefined {
  const segments = pathname.split("/").slice(1);
  return segments.length > 0 && segments.every((segment) => SEGMENT.test(segment)) ? segments.join("/") : undefined;
}

/** Returns a file's content. A file that a link has outside of the folder is not read. */
function read(folder: string, name: string): unknown {
  const file = inside(folder, name);
  return file !== undefined && statSync(file).isFile() ? parseJson(name, readFileSync(file, "utf8")) : undefined;
}

function readList(folder: string, name: string): unknown[] | undefined {
  const path = inside(folder, name);
  if (path === undefined || !statSync(path).isDirectory()) return undefined;
  const files = readdirSync(path).filter((one) => /^[^.][^.]*\.json$/.test(one));
  return files.sort().flatMap((one) => read(folder, `${name}/${one}`) ?? []);
}

function inside(folder: string, name: string): string | undefined {
  try {
    const path = realpathSync(join(folder, name));
    return path.startsWith(realpathSync(folder) + sep) ? path : undefined;
  } catch {
    return undefined;
  }
}

/** Returns a list as Stripe pages it: the latest first, those whose fields have the values of the parameters. */
function page(all: readonly unknown[], url: string, parameters: URLSearchParams) {
  const found = all
    .map(objectOf)
    .filter((one) => one !== undefined)
    .filter((one) => [...parameters].every(([name, value]) => PAGING.has(name) || fits(one[name], value)))
    .sort((one, other) => Number(other.created ?? 0) - Number(one.created ?? 0));
  const position = (name: string) => found.findIndex(({ id }) => id === parameters.get(name));
  const limit = Math.min(Math.max(1, Number.parseInt(parameters.get("limit") ?? "", 10) || USUAL_LIMIT), MOST);
  const [after, before] = [position("starting_after") + 1, position("ending_before")];
  const end = before === -1 ? found.length : before;
  const first = parameters.has("ending_before") ? Math.max(0, end - limit) : after;
  const data = found.slice(first, Math.min(first + limit, end));
  return { object: "list", url, has_more: parameters.has("ending_before") ? first > 0 : first + limit < found.length, data };
}

/** Returns whether a field has the value of a parameter. Fields that are missing, and lists and objects, are not compared. */
const fits = (field: unknown, value: string): boolean =>
  value === "all" || field === undefined || field === null || typeof field === "object" || String(field) === value;
