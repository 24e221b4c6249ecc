import { testProvider } from "./scenarios";

testProvider({
  package: "@node-oauth/oauth2-server",
  registry: "npm",
  program: "oauth2-server.mjs",
  paths: { authorization: "/authorize", token: "/token", revocation: "/revoke", resource: "/me" },
  refusalStatus: 401,
  modes: [
    { name: "with rotation", settings: { rotate: true }, spent: "is refused" },
    { name: "without rotation", settings: { rotate: false }, spent: "works" },
  ],
});
