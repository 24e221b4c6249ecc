declare module "examples" {
  /** What the examples export, by its name. */
  export const components: Record<string, unknown>;
}
