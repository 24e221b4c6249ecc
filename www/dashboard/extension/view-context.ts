// Builds the props that the Dashboard passes to each view.

import type { ExtensionContextValue } from "@stripe/ui-extension-sdk/context";
import { parseQuery } from "../address";
import type { DashboardState } from "../dashboard";
import { objectOf, ROLES } from "./context-settings";
import type { Extension } from "./extension";

type RoleDefinition = NonNullable<ExtensionContextValue["userContext"]["roles"]>[number];
type QueryParams = NonNullable<ExtensionContextValue["environment"]["queryParams"]>;

export function viewContext(extension: Extension, state: DashboardState): ExtensionContextValue {
  const { user, account, livemode, view, oauthContext, context } = state;
  const { locale, country, role } = context;
  return {
    userContext: {
      id: user.id,
      name: user.name,
      account: { id: account.id, name: account.name, country, isSandbox: false },
      locale,
      roles: rolesOf(role),
    },
    environment: {
      mode: livemode ? "live" : "test",
      viewportID: view?.viewport ?? "",
      // Apps of 2022 read the view's name under this older field.
      ...{ viewID: view?.component ?? "" },
      objectContext: objectOf(view?.viewport ?? "", context),
      ...(context.query !== "" && { queryParams: parseQuery(context.query) as QueryParams }),
      constants: extension.constants as NonNullable<ExtensionContextValue["environment"]["constants"]>,
    },
    ...(oauthContext && { oauthContext }),
    appContext: {
      authorizedPermissions: authorized(extension, state),
      authorizedContentSecurityPolicy: { connectSrc: [...extension.connectSrc], imageSrc: [...extension.imageSrc] },
    },
  };
}

function rolesOf(ids: string): RoleDefinition[] {
  const each = ids.split(",").map((id) => id.trim());
  return each
    .filter(Boolean)
    .map((id) => (Object.hasOwn(ROLES, id) ? { id, name: ROLES[id]!, type: "builtIn" } : { id, name: id, type: "custom" }));
}

/** Returns the manifest's permissions, without `secret_write` if the account revoked it. */
export const authorized = ({ permissions }: Extension, state: DashboardState): string[] =>
  permissions.filter((name) => name !== "secret_write" || state.permissions.includes(name));
