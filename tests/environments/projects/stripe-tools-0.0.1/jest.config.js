module.exports = require("@stripe/ui-extension-tools/jest.config.ui-extension");
