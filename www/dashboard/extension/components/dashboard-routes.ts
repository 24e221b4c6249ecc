import { createContext } from "react";
import type { createRoutes } from "../dashboard-route";

/** Lets links and tabs open routes. */
export const DashboardRoutes = createContext<ReturnType<typeof createRoutes> | undefined>(undefined);
