import uiExtensionJestConfig from "@stripe/ui-extension-tools/jest.config.ui-extension.mjs";

export default { ...uiExtensionJestConfig };
