// Implements the SDK's showToast. The extension can update and dismiss its toasts.

import type { ShowToast, ToastOptions } from "@stripe/ui-extension-sdk/utils";
import { retain } from "@remote-ui/rpc";
import type { Dashboard } from "../dashboard";

let lastId = 0;

export function toaster(dashboard: Pick<Dashboard, "toast" | "dismiss">): ShowToast {
  return async (message, options) => {
    lastId += 1;
    const id = lastId;
    const show = (message: string, options: ToastOptions = {}) => {
      // The user may press the action long after this call, when @remote-ui has released its callbacks.
      if ("onAction" in options) retain(options.onAction);
      const action = "action" in options ? { label: String(options.action), act: options.onAction } : undefined;
      dashboard.toast({ id, message: String(message), action });
    };
    show(message, options);
    return { update: show, dismiss: () => dashboard.dismiss(id) };
  };
}
