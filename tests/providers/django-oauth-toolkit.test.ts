import { testProvider } from "./scenarios";

testProvider({
  package: "django-oauth-toolkit",
  registry: "PyPI",
  program: "django_oauth_toolkit.py",
  paths: { authorization: "/o/authorize/", token: "/o/token/", revocation: "/o/revoke_token/", resource: "/me" },
  refusalStatus: 403,
  modes: [
    { name: "with rotation", settings: { rotate: true, reuseProtection: false, grace: 0 }, spent: "is refused" },
    {
      name: "with rotation and reuse protection",
      settings: { rotate: true, reuseProtection: true, grace: 0 },
      spent: "ends the grant",
    },
    {
      name: "with rotation and a grace period",
      settings: { rotate: true, reuseProtection: true, grace: 60 },
      spent: "gets the same token set",
    },
    { name: "without rotation", settings: { rotate: false, reuseProtection: false, grace: 0 }, spent: "works", hasOneAccessToken: true },
  ],
});
