// Maps the SDK's component names to plain stand-ins.

import { Fragment, isValidElement, type ComponentType, type ReactNode } from "react";
import * as accordion from "./accordion";
import * as actions from "./actions";
import * as charts from "./charts";
import * as checkable from "./checkable";
import * as chips from "./chips";
import { ComponentBoundary } from "./component-boundary";
import { DataTable } from "./data-table";
import { DateRangePicker } from "./date-range";
import * as feedback from "./feedback";
import * as fields from "./fields";
import { StripeFileUploader } from "./file-uploader";
import { FocusView } from "./focus";
import * as forms from "./forms";
import * as fullPageTabs from "./full-page-tabs";
import { Icon, Image } from "./images";
import * as layout from "./layout";
import * as list from "./list";
import { Menu, MenuGroup, MenuItem } from "./menu";
import * as pages from "./pages";
import { SearchField } from "./search";
import * as table from "./table";
import { Tab, TabList, TabPanel, TabPanels, Tabs } from "./tabs";
import { TaskList, TaskListItem } from "./tasks";
import { ContextView, OnboardingView, SignInView } from "./views";

type Props = Record<string, unknown> & { children?: ReactNode };
type Component = ComponentType<Props>;

/** Stripe's host refuses a longer text. It takes longer `data:` addresses, which hold images. */
const MAX_TEXT = 5_000;

const STAND_INS: Record<string, ComponentType<never>> = {
  ...{ ...accordion, ...actions, ...charts, ...checkable, ...chips, ...feedback, ...fields, ...forms, ...fullPageTabs },
  ...{ ...layout, ...list, ...pages, ...table },
  ...{ ContextView, OnboardingView, SignInView, FocusView },
  ...{ DataTable, DateRangePicker, Icon, Img: Image, Menu, MenuGroup, MenuItem, SearchField, StripeFileUploader },
  ...{ Tab, TabList, TabPanel, TabPanels, Tabs, TaskList, TaskListItem },
  // SDK 7 has these names.
  ...{ Notice: feedback.Banner, TailorDateField: fields.DateField, View: layout.Box, img: Image },
};

// Each name keeps one component. A component with a new identity would lose its state.
const components = new Map<string, Component>();

/** Returns the stand-in of a name. A component without a stand-in shows its name, its texts and its content. */
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
    const long = Object.keys(props).filter((prop) => isTooLong(props[prop]));
    // The stand-ins have defaults for what is undefined. Apps pass null for what they do not have.
    const taken = Object.fromEntries(Object.entries(props).filter(([prop, value]) => value !== null && !long.includes(prop)));
    return (
      <>
        <ComponentBoundary name={name} of={props}>
          <StandIn {...taken} />
        </ComponentBoundary>
        {long.map((prop) => (
          <p key={prop} role="alert" className="hint bad">
            Stripe’s host refuses the <code>{prop}</code> of <code>{`<${name}>`}</code>, which has more than {MAX_TEXT} characters.
          </p>
        ))}
      </>
    );
  };
}

const isTooLong = (value: unknown): boolean => typeof value === "string" && value.length > MAX_TEXT && !/^data:/i.test(value);

/** Props that describe the SDK and not the content. */
const META = ["wrappedComponentName", "sdkVersion", "schemaVersion"];

function unknown(name: string): Component {
  return function Unknown({ children, ...props }) {
    const parts = Object.entries(props).filter(([prop]) => !META.includes(prop));
    return (
      <div className="unknown">
        <code>{`<${name}>`}</code>
        {parts.map(([prop, value]) =>
          typeof value === "string" ? (
            <span key={prop}>
              {prop}: {value}
            </span>
          ) : (
            isValidElement(value) && <Fragment key={prop}>{value}</Fragment>
          ),
        )}
        {children}
      </div>
    );
  };
}
