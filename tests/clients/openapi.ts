// Makes Stripe's OpenAPI description of the four operations (openapi.json) strict: an answer must have no other fields.

import { Ajv, type AnySchemaObject, type ValidateFunction } from "ajv";
import { readFileSync } from "node:fs";

export type Json = { [name: string]: any };

/** Returns the description with every object of an answer closed. Stripe leaves them open to add fields later. */
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

/** Returns a validator for this operation's answer with this status, or for the answer of any other route. */
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
