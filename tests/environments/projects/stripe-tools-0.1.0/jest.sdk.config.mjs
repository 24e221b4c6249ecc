// From 9.0 on the SDK is ES modules in files named .js, which Jest does not read unless they are transformed, and which import the default of
// a CommonJS package.

import config from "./jest.config.mjs";

export const withSdk = (options) => ({
  ...config,
  transform: { ...config.transform, "\\.[jt]sx?$": ["ts-jest", options] },
  transformIgnorePatterns: ["/node_modules/(?!@stripe/ui-extension-sdk/)"],
});

export default withSdk({ tsconfig: "tsconfig.jest.json" });
