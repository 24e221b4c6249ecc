import uiExtensionJestConfig from "@stripe/ui-extension-tools/jest.config.ui-extension.mjs";

// From 9.0 on the SDK is ES modules in files named .js, which Jest reads only once they are transformed.
export default {
  ...uiExtensionJestConfig,
  transform: { ...uiExtensionJestConfig.transform, "\\.[jt]sx?$": ["ts-jest", { tsconfig: "tsconfig.json" }] },
  transformIgnorePatterns: ["/node_modules/(?!@stripe/ui-extension-sdk/)"],
};
