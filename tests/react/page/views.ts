// Renders the components of the scenarios. Each writes its hook's result as one line of text, and records every line that it renders.

import { createElement, useEffect, type ReactElement } from "react";
import {
  useSecret,
  useSecrets,
  type SecretOptions,
  type StandardSchema,
  type UseOAuthResult,
  type UseSecretOptions,
  type UseSecretResult,
  type UseSecretsOptions,
  type UseSecretsResult,
} from "stripe-secret-store/react";

/** A component to render. */
export type View = (SecretView | ListView) & {
  /** The component's name in a scenario. Default: the secret's name, or `list`. */
  id?: string;
};
type SecretView = { secret: string | null | undefined } & SecretOptions<unknown, never> & {
    parse?: ((payload: string) => unknown) | StandardSchema;
    /** Runs when the component is mounted. */
    onMount?: (secret: UseSecretResult<unknown>) => void;
    /** Runs when the component is unmounted. */
    onUnmount?: (secret: UseSecretResult<unknown>) => void;
  };
type ListView = { list: true } & UseSecretsOptions;

/** The rendered lines by component, without repetitions. */
export const rendered: Record<string, string[]> = {};
/** The hook's result at the last render. */
export const given: Record<string, UseSecretResult<unknown> | UseSecretsResult | UseOAuthResult> = {};

export const idOf = (view: View) => view.id ?? ("secret" in view ? String(view.secret) : "list");

export function viewOf(view: View): ReactElement {
  const key = idOf(view);
  return "secret" in view ? createElement(Secret, { key, view }) : createElement(List, { key, view });
}

function Secret({ view }: { view: SecretView & View }) {
  const { secret, id: _, onMount, onUnmount, ...options } = view;
  const result = useSecret<unknown>(secret, options as UseSecretOptions<unknown>);
  useEffect(() => {
    onMount?.(result);
    return () => onUnmount?.(result);
  }, []);
  return write(idOf(view), result);
}

function List({ view }: { view: ListView & View }) {
  const { list: _, id: _id, ...options } = view;
  return write(idOf(view), useSecrets(options));
}

const write = (id: string, result: UseSecretResult<unknown> | UseSecretsResult) => record(id, result, lineOf(result));

/** Renders and records a line. */
export function record(id: string, result: (typeof given)[string], line: string) {
  const lines = (rendered[id] ??= []);
  if (lines[lines.length - 1] !== line) lines.push(line);
  given[id] = result;
  return createElement("p", { id }, line);
}

/** Returns a line such as `ready "a value"`, `missing, saving`, `error: permission_missing`. */
function lineOf(result: UseSecretResult<unknown> | UseSecretsResult) {
  const { status, data, error } = result;
  const names = Array.isArray(data) && data.every((secret) => secret?.object === "apps.secret") && data.map(({ name }) => name).sort();
  const shown = data === undefined ? "" : ` ${JSON.stringify(names || data)}`;
  const saving = "isSaving" in result && result.isSaving ? ", saving" : "";
  return `${status}${shown}${saving}${error ? `: ${(error as { code?: string }).code ?? error.message}` : ""}`;
}
