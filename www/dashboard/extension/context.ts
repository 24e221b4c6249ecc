// The props that the Dashboard gives each view.

import type { ExtensionContextValue } from "@stripe/ui-extension-sdk/context";
import type { Config } from "../../server/config";
import type { DashboardState } from "../dashboard";

export function viewContext(
  config: Config,
  { user, account, live, view, permissions, oauthContext }: DashboardState,
): ExtensionContextValue {
  return {
    userContext: {
      id: user.id,
      name: user.name,
      account: { id: account.id, name: account.name, country: "US", isSandbox: false },
      locale: "en",
      roles: [{ id: "admin", name: "Administrator", type: "builtIn" }],
    },
    environment: {
      mode: live ? "live" : "test",
      viewportID: config.views.find(({ component }) => component === view)?.viewport ?? "",
      objectContext: null,
      constants: config.constants as NonNullable<ExtensionContextValue["environment"]["constants"]>,
    },
    ...(oauthContext && { oauthContext }),
    appContext: {
      authorizedPermissions: [...permissions],
      authorizedContentSecurityPolicy: { connectSrc: [...config.connectSrc], imageSrc: [...config.imageSrc] },
    },
  };
}
