// The part of Standard Schema (https://standardschema.dev, version 1) that this package calls. The specification asks libraries to copy it.

/**
 * A schema of zod 3.24 or later, valibot 1, arktype 2, or another library with Standard Schema. It may be an object or a function.
 *
 * @typeParam Input The type that the schema accepts.
 * @typeParam Output The type that it returns.
 */
export interface StandardSchema<Input = unknown, Output = Input> {
  /** The methods and types that all such libraries share. */
  readonly "~standard": {
    /** The version of the specification. */
    readonly version: 1;
    /** The name of the library. */
    readonly vendor: string;
    /** Checks a value, and returns the schema's output or what is wrong. */
    readonly validate: (value: unknown) => StandardResult<Output> | PromiseLike<StandardResult<Output>>;
    /** The types alone: no schema has this at run time. */
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}

/**
 * The result of a check. Only `issues` tells a success from a failure, since a failure may have a `value` too.
 *
 * @typeParam Output The type that the schema returns.
 */
export type StandardResult<Output> =
  { readonly value: Output; readonly issues?: undefined } | { readonly issues: readonly StandardIssue[] };

/** The part of an issue that this package reads: the path to the value that does not fit. */
export interface StandardIssue {
  /** The keys that lead to the value, each as it is or in an object. */
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}
