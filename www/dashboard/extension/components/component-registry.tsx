// Maps the SDK's component names to plain stand-ins.

import { Fragment, isValidElement, type ComponentType, type ReactNode } from "react";
import * as accordion from "./accordion";
import * as actions from "./actions";
import * as checkable from "./checkable";
import * as chips from "./chips";
import * as feedback from "./feedback";
import * as fields from "./fields";
import { FocusView } from "./focus";
import * as forms from "./forms";
import { Icon, Image } from "./images";
import * as layout from "./layout";
import * as list from "./list";
import { Menu, MenuGroup, MenuItem } from "./menu";
import { SearchField } from "./search";
import * as table from "./table";
import * as tabs from "./tabs";
import { TaskList, TaskListItem } from "./tasks";
import { ContextView, OnboardingView, SignInView } from "./views";

type Props = Record<string, unknown> & { children?: ReactNode };
type Component = ComponentType<Props>;

/** The host refuses a longer one. */
const LONGEST_TEXT = 5_000;

const STAND_INS: Record<string, ComponentType<never>> = {
  ...{ ...accordion, ...actions, ...checkable, ...chips, ...feedback, ...fields, ...forms, ...layout, ...list, ...table, ...tabs },
  ...{
    ContextView,
    FocusView,
    Icon,
    Img: Image,
    Menu,
    MenuGroup,
    MenuItem,
    OnboardingView,
    SearchField,
    SignInView,
    TaskList,
    TaskListItem,
  },
};

// One for each name: a component of another identity would lose what has been typed in it.
const components = new Map<string, Component>();

/** The stand-in of this name. One that this page has not is shown by its name, with what is in it, rather than dropped. */
export function componentOf(name: string): Component {
  let component = components.get(name);
  if (component === undefined) {
    const standIn = Object.hasOwn(STAND_INS, name) ? (STAND_INS[name] as Component) : unknown(name);
    component = checked(name, standIn);
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
  return function Unknown({ children, ...props }) {
    const parts = Object.entries(props).filter(([, value]) => isValidElement(value));
    return (
      <div className="unknown">
        <code>{`<${name}>`}</code>
        {parts.map(([prop, part]) => (
          <Fragment key={prop}>{part as ReactNode}</Fragment>
        ))}
        {children}
      </div>
    );
  };
}
