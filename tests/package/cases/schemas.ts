// The same schemas by three libraries with Standard Schema.

import { type } from "arktype";
import type { StandardSchema } from "stripe-secret-store/json";
import * as v from "valibot";
import * as z from "zod";

/** A value that no error may show. */
export const SECRET = "sl.made-up-secret";

const fail = (text: string): string => {
  throw new Error(`cannot read ${text}`);
};
const reject = async (text: string): Promise<string> => fail(text);
const upper = async (text: string) => text.toUpperCase();

interface Schemas {
  /** An object with a field that is required and one with a default. */
  readonly settings: StandardSchema<{ theme: string; size?: number | undefined }, { theme: string; size: number }>;
  /** A text in the store that is a number in the app. */
  readonly count: StandardSchema<{ count: string }, { count: number }>;
  /** An object whose fields are all optional. */
  readonly options: StandardSchema<{ theme?: string | undefined }>;
  readonly list: StandardSchema<string[]>;
  readonly anything: StandardSchema;
  /** Texts of at most three characters, deep inside. */
  readonly short: StandardSchema<{ windows: { token: string }[] }>;
  /** Refuses fields that it does not know. */
  readonly strict: StandardSchema<{ theme: string }>;
  /** Gives a promise as its output, or checks asynchronously. */
  readonly promised: StandardSchema<string, string | Promise<string>>;
  /** Calls a function that throws an error with the value. */
  readonly throwing: StandardSchema<string>;
  /** Calls a function that rejects with the value. zod calls it twice and drops the promise of the first call, so that its rejection is never handled. */
  readonly rejecting?: StandardSchema<string, string | Promise<string>>;
  /** Calls a function for each value that it checks. */
  counting(onCheck: () => void): StandardSchema<string>;
}

const shortByValibot = v.pipe(v.string(), v.maxLength(3));

export const LIBRARIES: Record<"zod" | "valibot" | "arktype", Schemas> = {
  zod: {
    settings: z.object({ theme: z.string(), size: z.number().default(12) }),
    count: z.object({ count: z.string().transform(Number) }),
    options: z.object({ theme: z.string().optional() }),
    list: z.array(z.string()),
    anything: z.unknown(),
    short: z.object({ windows: z.array(z.object({ token: z.string().max(3) })) }),
    strict: z.strictObject({ theme: z.string() }),
    promised: z.string().transform(upper),
    throwing: z.string().transform(fail),
    counting: (onCheck) => z.string().refine(async () => (onCheck(), true)),
  },
  valibot: {
    settings: v.object({ theme: v.string(), size: v.optional(v.number(), 12) }),
    count: v.object({ count: v.pipe(v.string(), v.transform(Number)) }),
    options: v.object({ theme: v.optional(v.string()) }),
    list: v.array(v.string()),
    anything: v.unknown(),
    short: v.object({ windows: v.array(v.object({ token: shortByValibot })) }),
    strict: v.strictObject({ theme: v.string() }),
    promised: v.pipe(v.string(), v.transform(upper)),
    throwing: v.pipe(v.string(), v.transform(fail)),
    rejecting: v.pipe(v.string(), v.transform(reject)),
    counting: (onCheck) =>
      v.pipeAsync(
        v.string(),
        v.checkAsync(async () => (onCheck(), true)),
      ),
  },
  arktype: {
    settings: type({ theme: "string", size: "number = 12" }),
    count: type({ count: type("string").pipe(Number) }),
    options: type({ "theme?": "string" }),
    list: type("string[]"),
    anything: type("unknown"),
    short: type({ windows: type({ token: "string <= 3" }).array() }),
    strict: type({ "+": "reject", theme: "string" }),
    promised: type("string").pipe(upper),
    throwing: type("string").pipe(fail),
    rejecting: type("string").pipe(reject),
    counting: (onCheck) => type("string").narrow(() => (onCheck(), true)),
  },
};

/** Schemas of a list that is an object in the app, or of that object. arktype refuses such a union, since an array fits the object too. */
export const LIST_OR_OPTIONS: Record<"zod" | "valibot", StandardSchema<string[] | { theme?: string | undefined }, object>> = {
  zod: z.union([z.array(z.string()).transform(([theme]) => ({ theme })), z.object({ theme: z.string().optional() })]),
  valibot: v.union([
    v.pipe(
      v.array(v.string()),
      v.transform(([theme]) => ({ theme })),
    ),
    v.object({ theme: v.optional(v.string()) }),
  ]),
};
