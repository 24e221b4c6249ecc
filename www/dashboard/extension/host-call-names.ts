import type { FrameReports } from "../../frame/protocol";
import type { hostCalls } from "./host-calls";

/** Lists every function of the host. The compiler rejects a missing one. */
const NAMES: Record<keyof ReturnType<typeof hostCalls> | keyof FrameReports, true> = {
  clipboardWriteText: true,
  createOAuthState: true,
  fetchAppEmbeddedKey: true,
  fetchStripeSignature: true,
  getUserAuthorizedPermissions: true,
  isPermissionAuthorized: true,
  isSourceInAuthorizedCSP: true,
  navigateToDashboardRoute: true,
  refreshDashboardData: true,
  reportBlocked: true,
  reportNavigation: true,
  reportRendered: true,
  reportRoutes: true,
  reportStored: true,
  reportThrown: true,
  reportWebAssembly: true,
  showToast: true,
  stripeApiFetch: true,
  supportsFetchAppEmbeddedKey: true,
};

export const HOST_CALL_NAMES = Object.keys(NAMES);
