import { testProvider } from "./scenarios";

testProvider({
  package: "authlib",
  registry: "PyPI",
  program: "authlib_flask.py",
  paths: { authorization: "/authorize", token: "/token", revocation: "/revoke", resource: "/me" },
  refusalStatus: 401,
  modes: [
    { name: "with rotation", settings: { rotate: true }, spent: "is refused" },
    { name: "without rotation", settings: { rotate: false }, spent: "works" },
  ],
});
