import { createRemoteReactComponent } from "@remote-ui/react";
import {
  BarChart,
  Box,
  DataTable,
  DateRangePicker,
  DetailPagePropertyList,
  DetailPageTable,
  FullPageView,
  LineChart,
  OverviewPage,
  PageModule,
  Sparkline,
  StripeFileUploader,
} from "@stripe/ui-extension-sdk/ui";
import { ListPage } from "@stripe/ui-extension-sdk/ui/experimental";
import { LineChart as NextLineChart, MeterChart, SparkLineChart, Tab, Tabs } from "@stripe/ui-extension-sdk/ui/next";
import { useState, type ComponentType } from "react";

const NIGHTS = [
  { month: "May", nights: 12, room: "single" },
  { month: "June", nights: 20, room: "single" },
  { month: "May", nights: 3, room: "double" },
];
const GUESTS = [
  { id: "g_1", name: "Ann", stays: 1_700_000_000, paid: 12_345, state: "in" },
  { id: "g_2", name: "Ben", stays: 1_700_000_000, paid: 500, state: "out" },
  { id: "g_3", name: "Cat", stays: 1_700_000_000, paid: 0, state: "out" },
];
const COLUMNS = [
  { key: "name", label: "Guest" },
  { key: "stays", label: "Since", cell: { type: "date" as const } },
  { key: "paid", label: "Paid", cell: { type: "currency" as const, currency: "usd" } },
  { key: "state", label: "State", cell: { type: "status" as const, statusMap: { in: "positive" as const, out: "neutral" as const } } },
];

/** Previews of SDK 9.2 had a component of this name. */
const Upcoming = createRemoteReactComponent("Upcoming") as unknown as ComponentType<Record<string, unknown>>;

interface OverviewProps {
  tab: string | undefined;
  choose: (tab: string) => void;
}

export function Overview({ tab = "overview", choose }: OverviewProps) {
  const [said, say] = useState("nothing");
  return (
    <FullPageView pageAction={{ label: "Act on the page", onPress: () => say("page action") }}>
      <Tabs selectedKey={tab} onSelectionChange={choose}>
        <Tab id="overview" label="Overview">
          <OverviewPage
            primaryColumn={
              <PageModule title="Nights" subtitle="Each month" extraActions={[{ label: "Refresh", onPress: () => say("refreshed") }]}>
                <BarChart data={NIGHTS} x="month" y={{ value: "nights", label: "Nights" }} color="room" />
                <LineChart data={NIGHTS} x="month" y="nights" />
                <Sparkline data={NIGHTS} x="month" y="nights" />
                <SparkLineChart data={NIGHTS.map(({ nights }, x) => ({ x, y: nights, name: "n" }))} />
                <NextLineChart data={NIGHTS.map(({ nights }, x) => ({ x, y: nights, name: "Guests" }))} />
                <MeterChart data={NIGHTS.map(({ month, nights }) => ({ label: month, value: nights }))} />
              </PageModule>
            }
            secondaryColumn={
              <DetailPagePropertyList pending={false} items={[{ label: "House", values: [{ value: { text: "The Cactus" } }] }]} />
            }
          />
        </Tab>
        <Tab id="guests" label="Guests">
          <DataTable
            columns={COLUMNS}
            items={GUESTS}
            onRowClick={({ id }) => say(`row ${id}`)}
            batchable={{ onBatchChange: (selected) => say(`selected ${Object.keys(selected).join()}`) }}
            rowActions={[{ id: "bill", label: "Bill", onPress: ({ id }) => say(`bill ${id}`) }]}
            pagination={{ pageSize: 2 }}
          />
          <DetailPageTable columns={COLUMNS} items={[]} pending={false} emptyMessage="no rows" createAction={() => say("created")} />
          <ListPage title="A list" columns={COLUMNS} data={{ items: [] }} />
        </Tab>
        <Tab id="more" label="More">
          <DateRangePicker timeZone="UTC" value={{ range: "last7Days" }} onChange={({ range }) => say(`range ${JSON.stringify(range)}`)} />
          <StripeFileUploader
            label="A file"
            purpose="dispute_evidence"
            onComplete={({ filename, size }) => say(`file ${filename} ${size}`)}
          />
          <Upcoming title="its title" label="its label">
            its content
          </Upcoming>
        </Tab>
      </Tabs>
      <Box>{`said: ${said}`}</Box>
    </FullPageView>
  );
}
