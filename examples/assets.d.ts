/** An image that Stripe's command line bundles, as a `data:` address. */
declare module "*.svg" {
  const address: string;
  export default address;
}
