// Plain stand-ins for the SDK's components, by the names under which the frame asks for them.

import type { ComponentType, ReactNode } from "react";
import { Button, Link } from "./actions";
import { Badge, Banner, Spinner } from "./feedback";
import { option, Select, TextArea, TextField } from "./fields";
import { Box, ContextView, Divider, Inline } from "./layout";
import { List, ListItem } from "./list";

type Props = Record<string, unknown> & { children?: ReactNode };
type Component = ComponentType<Props>;

/** The host refuses a longer one. */
const LONGEST_TEXT = 5_000;

const STAND_INS: Record<string, ComponentType<never>> = {
  ...{ Badge, Banner, Box, Button, ContextView, Divider, Inline, Link },
  ...{ List, ListItem, Select, Spinner, TextArea, TextField, option },
};

// One for each name: a component of another identity would lose what has been typed in it.
const components = new Map<string, Component>();

/** The stand-in of this name. One that this page has not is shown by its name, with what is in it, rather than dropped. */
export function componentOf(name: string): Component {
  let component = components.get(name);
  if (component === undefined) {
    component = checked(name, (STAND_INS[name] as Component | undefined) ?? unknown(name));
    components.set(name, component);
  }
  return component;
}

function checked(name: string, StandIn: Component): Component {
  return function Checked(props) {
    const long = Object.keys(props).find((prop) => String(typeof props[prop] === "string" ? props[prop] : "").length > LONGEST_TEXT);
    if (long === undefined) return <StandIn {...props} />;
    return (
      <p role="alert">
        The Dashboard refuses <code>{`<${name}>`}</code>: its <code>{long}</code> is longer than {LONGEST_TEXT} characters.
      </p>
    );
  };
}

function unknown(name: string): Component {
  return function Unknown({ children }) {
    return (
      <div className="unknown">
        <code>{`<${name}>`}</code>
        {children}
      </div>
    );
  };
}
