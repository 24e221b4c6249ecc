// Short messages at the page's foot, which the extension may change and take away.

import type { ShowToast, ToastOptions } from "@stripe/ui-extension-sdk/utils";
import { retain } from "@remote-ui/rpc";
import type { Dashboard } from "../dashboard";

let made = 0;

export function toaster(dashboard: Pick<Dashboard, "toast" | "dismiss">): ShowToast {
  return async (message, options) => {
    made += 1;
    const id = made;
    const show = (message: string, options: ToastOptions = {}) => {
      // It is called long after this call is over, when what came with the call is usually given up.
      if ("onAction" in options) retain(options.onAction);
      const action = "action" in options ? { label: String(options.action), act: options.onAction } : undefined;
      dashboard.toast({ id, message: String(message), action });
    };
    show(message, options);
    return { update: show, dismiss: () => dashboard.dismiss(id) };
  };
}
