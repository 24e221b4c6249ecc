// What Stripe's OpenAPI description says of the four operations (openapi.json), made strict: what it does not name is not to be answered.

import { Ajv, type AnySchemaObject, type ValidateFunction } from "ajv";
import { readFileSync } from "node:fs";

export type Json = { [name: string]: any };

/** The description, with every object of an answer closed. Stripe leaves them open, to be able to add fields; we have none to add. */
export function strictDescription(): Json {
  const description = JSON.parse(readFileSync(new URL("openapi.json", import.meta.url), "utf8"));
  const close = (schema: Json): void => {
    if (schema.type === "object") schema.additionalProperties = false;
    for (const child of Object.values(schema)) if (typeof child === "object" && child !== null) close(child);
  };
  close(description.components.schemas);
  for (const operations of Object.values<Json>(description.paths))
    for (const { responses } of Object.values<Json>(operations)) close(responses);
  return description;
}

const { paths, components } = strictDescription();

const ajv = new Ajv({ allErrors: true });
ajv.addVocabulary(["components"]);
ajv.addFormat("unix-time", { type: "number", validate: (moment: number) => Number.isInteger(moment) && moment > 0 && moment < 1e11 });

const compiled = new Map<string, ValidateFunction>();

/** Checks what this operation answers with this status, or what any other route does. */
export function validator(method: string, path: string, status: number): ValidateFunction {
  const responses: Json = paths[path]?.[method.toLowerCase()]?.responses ?? {};
  const schema: AnySchemaObject = (responses[status] ?? responses.default)?.content["application/json"].schema ?? {
    $ref: "#/components/schemas/error",
  };
  const name = JSON.stringify(schema);
  const validate = compiled.get(name) ?? ajv.compile({ ...schema, components });
  compiled.set(name, validate);
  return validate;
}
