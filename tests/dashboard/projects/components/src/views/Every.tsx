import * as declared from "@stripe/ui-extension-sdk/ui";
import { createElement as h, Fragment, type ComponentType, type ReactNode } from "react";

type Components = Readonly<Record<string, ComponentType<Record<string, unknown>>>>;

const ui = declared as unknown as Components;

/** Renders each component that the SDK declares in a group that has its name. */
export default function Every() {
  return h(Fragment, null, ...Object.keys(ui).map((name) => group(ui, name)));
}

export const group = (components: Components, name: string): ReactNode =>
  h(ui.FormFieldGroup!, { key: name, legend: name }, sample(components, name));

function sample(components: Components, name: string): ReactNode {
  const component = components[name]!;
  const text = `text of ${name}`;
  const row = { id: "row", a: text };
  const column = { key: "a", label: text };
  // Supplies the props that some components need to show anything.
  const props = {
    ...{ id: name, title: text, label: text, description: text, shown: true, trigger: text, value: "", alt: text },
    ...{ data: [{ x: "a", y: 1 }], x: "x", y: "y", columns: [column], items: [row], primaryColumn: text, children: text },
    ...(name === "Img" || name === "img" ? { src: "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>" } : {}),
    ...(name === "SearchField" ? { data: [{ id: "a", value: text }], selectionMode: "single" } : {}),
    ...(name === "MeterChart" ? { data: [{ label: text, value: 1 }] } : {}),
    ...(name === "DateRangePicker" ? { value: { range: "today" } } : {}),
    ...(name === "DetailPagePropertyList" ? { items: [{ label: text, values: [] }] } : {}),
    ...(name === "DetailPage" ? { breadcrumbs: [] } : {}),
    ...(name === "ListPage" ? { data: { items: [row] } } : {}),
  };
  if (/^Tab(?!le)/.test(name)) return tabs(components, text);
  return h(component, props);
}

/** Tabs only show anything together. */
function tabs({ Tabs, TabList, Tab, TabPanels, TabPanel }: Components, text: string): ReactNode {
  if (TabList === undefined) return h(Tabs!, null, h(Tab!, { id: "one", label: "One" }, text));
  return h(Tabs!, null, h(TabList, null, h(Tab!, { id: "one" }, "One")), h(TabPanels!, null, h(TabPanel!, { id: "one" }, text)));
}
