declare module "examples" {
  /** The exports of the examples, by name. */
  export const components: Record<string, unknown>;
}
