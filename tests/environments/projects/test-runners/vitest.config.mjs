const environment = (name) => ({
  test: { name, environment: name, include: ["every-entry.test.mjs"], env: { ENVIRONMENT: name } },
});

// The SDK's testing needs Jest's global `expect`, and its imports leave out the file extension, which bundlers accept and Node does not.
const views = {
  test: {
    name: "views",
    include: ["stripe-secret-store*/view.test.mjs"],
    globals: true,
    server: { deps: { inline: [/@stripe\/ui-extension-sdk/] } },
  },
};

export default { test: { projects: [...["node", "jsdom", "happy-dom"].map(environment), views] } };
