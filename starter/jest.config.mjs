import uiExtensionJestConfig from "@stripe/ui-extension-tools/jest.config.ui-extension.mjs";

// Since 9.0 the SDK has ES modules in files named .js. Jest can read them only after a transformation.
export default {
  ...uiExtensionJestConfig,
  transform: { ...uiExtensionJestConfig.transform, "\\.[jt]sx?$": ["ts-jest", { tsconfig: "tsconfig.json" }] },
  transformIgnorePatterns: ["/node_modules/(?!@stripe/ui-extension-sdk/)"],
};
