import { testProvider } from "./scenarios";

testProvider({
  package: "oidc-provider",
  registry: "npm",
  program: "oidc-provider.mjs",
  paths: { authorization: "/auth", token: "/token", revocation: "/token/revocation", resource: "/me" },
  refusalStatus: 401,
  modes: [
    { name: "with rotation", settings: { rotate: true }, spent: "ends the grant" },
    { name: "without rotation", settings: { rotate: false }, spent: "works" },
  ],
});
