// The SDK's testing wants Jest's global `expect`, and its modules leave the extension out of their imports, which bundlers take and Node does not.
export default { test: { globals: true, server: { deps: { inline: [/@stripe\/ui-extension-sdk/] } } } };
