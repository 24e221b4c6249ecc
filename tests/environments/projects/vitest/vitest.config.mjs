// The SDK's testing needs Jest's global `expect`, and its imports leave out the file extension, which bundlers accept and Node does not.
export default { test: { globals: true, server: { deps: { inline: [/@stripe\/ui-extension-sdk/] } } } };
