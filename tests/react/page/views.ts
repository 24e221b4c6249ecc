// The components of the scenarios: each writes what its hook gave as one line of text, and keeps a record of all that it ever rendered.

import { createElement, useEffect, type ReactElement } from "react";
import type { Scope } from "stripe-secret-store";
import { useSecret, useSecrets, type UseSecretOptions, type UseSecretResult, type UseSecretsResult } from "stripe-secret-store/react";

/** A component to render. */
export type View = (SecretView | ListView) & {
  /** How a scenario calls it. Default: the secret's name, or `list`. */
  id?: string;
};
type SecretView = { secret: string } & UseSecretOptions<never> & {
    /** What it does when it comes. */
    onMount?: (secret: UseSecretResult<unknown>) => void;
    /** What it does when it goes. */
    onUnmount?: (secret: UseSecretResult<unknown>) => void;
  };
type ListView = { list: true; scope?: Scope };

/** What was rendered, by the component, each line once in a row. */
export const rendered: Record<string, string[]> = {};
/** What the hook gave when it was rendered last. */
export const given: Record<string, UseSecretResult<unknown> | UseSecretsResult> = {};

export const idOf = (view: View) => view.id ?? ("secret" in view ? view.secret : "list");

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
  return write(idOf(view), useSecrets({ scope: view.scope }));
}

function write(id: string, result: UseSecretResult<unknown> | UseSecretsResult) {
  const line = lineOf(result);
  const lines = (rendered[id] ??= []);
  if (lines[lines.length - 1] !== line) lines.push(line);
  given[id] = result;
  return createElement("p", { id }, line);
}

/** Such as `ready "a value"`, `missing, saving`, `error: permission_missing`. */
function lineOf(result: UseSecretResult<unknown> | UseSecretsResult) {
  const { status, data, error } = result;
  const names = Array.isArray(data) && data.every((secret) => secret?.object === "apps.secret") && data.map(({ name }) => name).sort();
  const shown = data === undefined ? "" : ` ${JSON.stringify(names || data)}`;
  const saving = "isSaving" in result && result.isSaving ? ", saving" : "";
  return `${status}${shown}${saving}${error ? `: ${(error as { code?: string }).code ?? error.message}` : ""}`;
}
