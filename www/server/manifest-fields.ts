// Reads the fields of an app's manifest that a JSON file, a YAML file and a built script have in common. The page and the server share it.

/** A view: where Stripe shows it, and the component's name. */
export interface View {
  readonly viewport: string;
  readonly component: string;
}

/** A parsed manifest. Nothing about its fields is certain. */
export type Manifest = Readonly<Record<string, unknown>>;

/** Returns the permissions that an app asks for. Version 2 of the manifest lists them in `declarations.stripe_api_access`. */
export function permissionsOf(manifest: Manifest): string[] {
  const access = objectOf(objectOf(manifest.declarations)?.stripe_api_access);
  return [...listOf(manifest.permissions), ...listOf(access?.permissions)].flatMap((one) => textOf(objectOf(one)?.permission) ?? []);
}

/** Returns the field `ui_extension`, or an empty object. */
export const uiExtensionOf = (manifest: Manifest): Manifest => objectOf(manifest.ui_extension) ?? {};

/** Returns a value if it is a list, else an empty one. Stripe's command line writes `null` for an empty list. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Returns a value if it is a text that is not empty. */
export const textOf = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

/** Returns a value if it is an object and not a list. */
export const objectOf = (value: unknown): Manifest | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Manifest) : undefined;
