// Shows the tabs of a full-page view, each with an address of its own. Previews of SDK 9.2 had them.

import { useContext, type ReactNode } from "react";
import { DashboardRoutes } from "./dashboard-routes";
import { Tab, Tabs } from "./tabs";

export function FullPageTabs({ children }: { children?: ReactNode }) {
  const routes = useContext(DashboardRoutes);
  const [, selected] = routes?.path?.split("/") ?? [];
  const open = (id: string | number) => routes?.open({ name: "fullPage", params: { tabId: String(id) } });
  return (
    <Tabs {...(selected && { selectedKey: decodeURIComponent(selected) })} onSelectionChange={open}>
      {children}
    </Tabs>
  );
}

interface TabProps {
  children?: ReactNode;
  id?: string;
  label?: string;
  content?: ReactNode;
}

export const FullPageTab = ({ label = "", content, children, ...key }: TabProps) => (
  <Tab {...key} label={label}>
    {content}
    {children}
  </Tab>
);
