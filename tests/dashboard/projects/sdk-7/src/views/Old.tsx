import * as ui from "@stripe/ui-extension-sdk/ui";
import { useState, type ComponentType, type ReactNode } from "react";

/** The components as SDK 7 and 8 declare them, where tabs may have a `tabKey` or no key. */
const { Box, Tabs, TabList, Tab, TabPanels, TabPanel } = ui as unknown as Record<
  string,
  ComponentType<{ children?: ReactNode; tabKey?: string | number; selectedKey?: number; onSelectionChange?: (key: unknown) => void }>
>;

export default function Old() {
  const [said, say] = useState("nothing");
  return (
    <Box>
      <Tabs>
        <TabList>
          <Tab>First</Tab>
          <Tab>Second</Tab>
        </TabList>
        <TabPanels>
          <TabPanel>first by order</TabPanel>
          <TabPanel>second by order</TabPanel>
        </TabPanels>
      </Tabs>
      <Tabs selectedKey={2} onSelectionChange={(key) => say(`${typeof key} ${String(key)}`)}>
        <TabList>
          <Tab tabKey={1}>One</Tab>
          <Tab tabKey={2}>Two</Tab>
        </TabList>
        <TabPanels>
          <TabPanel tabKey={2}>two by key</TabPanel>
          <TabPanel tabKey={1}>one by key</TabPanel>
        </TabPanels>
      </Tabs>
      <Box>{`said: ${said}`}</Box>
    </Box>
  );
}
