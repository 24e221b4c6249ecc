import * as ui from "@stripe/ui-extension-sdk/ui";
import { createElement, Fragment, type ComponentType } from "react";

/** Renders each component of the SDK with a text in it. */
export default function Every() {
  const components = Object.values(ui as unknown as Record<string, ComponentType & { wrappedComponentName: string }>);
  return createElement(
    Fragment,
    null,
    components.map((component) => {
      const name = component.wrappedComponentName;
      const text = `text of ${name}`;
      // Supplies the props that some components need to show anything.
      const props = {
        id: name,
        title: text,
        label: text,
        description: text,
        shown: true,
        trigger: text,
        value: "",
        src: "data:image/png;base64,",
      };
      return createElement(component, { key: name, ...props } as object, text);
    }),
  );
}
