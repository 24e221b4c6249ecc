const environment = (name) => ({
  displayName: name,
  testEnvironment: name,
  testMatch: ["<rootDir>/every-entry.jest.cjs"],
  transform: {},
  globals: { environment: name },
});

module.exports = { projects: [environment("node"), environment("jsdom")] };
