// Since 9.0 the SDK has ES modules in files named .js. Jest can read them only after a transformation, and they import the default of a CommonJS
// package.

import config from "./jest.config.mjs";

export const withSdk = (options) => ({
  ...config,
  transform: { ...config.transform, "\\.[jt]sx?$": ["ts-jest", options] },
  transformIgnorePatterns: ["/node_modules/(?!@stripe/ui-extension-sdk/)"],
});

export default withSdk({ tsconfig: "tsconfig.jest.json" });
