// Shows the components of full-page views: pages, their modules, and lists of properties.

import type { ReactNode } from "react";
import type { RouteDescriptor } from "../dashboard-route";
import { Button, Link } from "./actions";
import { DataTable, Empty, type DataTableProps, type EmptyMessage, type Item } from "./data-table";

interface Action {
  id?: string;
  label: string;
  type?: string;
  href?: string | RouteDescriptor;
  disabled?: boolean;
  onPress?: () => void;
}

const Actions = ({ actions }: { actions: readonly Action[] }) =>
  actions.length === 0 ? null : (
    <div className="buttons">
      {actions.map(({ id, label, type, href, disabled, onPress }, index) => (
        <Button
          key={id ?? index}
          type={type === "primary" || type === "destructive" ? type : "secondary"}
          href={href}
          disabled={disabled ?? false}
          onPress={() => onPress?.()}
        >
          {label}
        </Button>
      ))}
    </div>
  );

interface Content {
  children?: ReactNode;
}

export const FullPageView = ({ pageAction, children }: Content & { pageAction?: Action }) => (
  <article className="context-view">
    {pageAction && <Actions actions={[pageAction]} />}
    {children}
  </article>
);

interface Columns extends Content {
  primaryColumn?: ReactNode;
  secondaryColumn?: ReactNode;
  pending?: boolean;
}

export const OverviewPage = ({ primaryColumn, secondaryColumn, pending = false, children }: Columns) => (
  <article className="page-columns" aria-busy={pending}>
    <div>{primaryColumn}</div>
    {secondaryColumn && <div>{secondaryColumn}</div>}
    {children}
  </article>
);

interface Detail extends Columns {
  title?: string;
  description?: string;
  breadcrumbs?: { label: string; route?: RouteDescriptor }[];
  actions?: Action[];
}

export const DetailPage = ({ title, description, breadcrumbs = [], actions = [], ...columns }: Detail) => (
  <article className="context-view">
    <header>
      {breadcrumbs.length > 0 && (
        <nav aria-label="Breadcrumbs" className="buttons">
          {breadcrumbs.map(({ label, route }, index) => (
            <Link key={index} href={route}>
              {label}
            </Link>
          ))}
        </nav>
      )}
      <h2>{title}</h2>
      {description !== undefined && <p className="hint">{description}</p>}
      <Actions actions={actions} />
    </header>
    <OverviewPage {...columns} />
  </article>
);

interface Module extends Content {
  title?: string;
  subtitle?: string;
  extraActions?: Action[];
}

export const PageModule = ({ title, subtitle, extraActions = [], children }: Module) => (
  <section className="page-module">
    <header>
      <h3>{title}</h3>
      {subtitle !== undefined && <p className="hint">{subtitle}</p>}
      <Actions actions={extraActions} />
    </header>
    {children}
  </section>
);

/** SDK 9.2 has the module under these names. */
export const DetailPageModule = PageModule;
export const OverviewPageModule = PageModule;

interface ModuleState {
  pending?: boolean;
  createAction?: () => void;
  emptyMessage?: EmptyMessage;
  error?: { message: string; errorAction?: { title: string; href: string } };
  extraActions?: Action[];
}

function ModuleBody({ pending, createAction, error, extraActions = [], children }: ModuleState & Content) {
  const create = createAction ? [{ label: "Create", onPress: () => createAction() }] : [];
  return (
    <div aria-busy={pending === true}>
      <Actions actions={[...create, ...extraActions]} />
      {error && (
        <div role="alert" className="banner critical">
          {error.message} {error.errorAction && <Link href={error.errorAction.href}>{error.errorAction.title}</Link>}
        </div>
      )}
      {pending ? <p role="status">Loading …</p> : children}
    </div>
  );
}

type TableModule = ModuleState & Pick<DataTableProps, "columns" | "items" | "rowActions"> & { onItemPress?: (item: Item) => void };

export const DetailPageTable = ({ columns, items, rowActions, emptyMessage, onItemPress, ...module }: TableModule) => (
  <ModuleBody {...module}>
    <DataTable {...{ columns, items, rowActions, emptyMessage }} {...(onItemPress && { onRowClick: onItemPress })} />
  </ModuleBody>
);

interface PropertyValue {
  text?: string;
  action?: { title: string; onPress: () => void };
}

interface PropertiesModule extends ModuleState {
  items?: { label: string; values?: { label?: PropertyValue; value?: PropertyValue }[]; description?: string }[];
  orientation?: "vertical" | "horizontal";
}

export const DetailPagePropertyList = ({
  items = [],
  orientation = "vertical",
  emptyMessage = "No properties",
  ...module
}: PropertiesModule) => (
  <ModuleBody {...module}>
    {items.length === 0 ? (
      <Empty message={emptyMessage} />
    ) : (
      <dl className={`properties ${orientation}`}>
        {items.map(({ label, values = [], description }, index) => (
          <div key={index}>
            <dt>{label}</dt>
            <dd>
              {values.map((one, at) => (
                <div key={at}>
                  <Property {...one.label} /> <Property {...one.value} />
                </div>
              ))}
              {description !== undefined && <p className="hint">{description}</p>}
            </dd>
          </div>
        ))}
      </dl>
    )}
  </ModuleBody>
);

const Property = ({ text, action }: PropertyValue) => (
  <>
    {text} {action && <Link onPress={() => action.onPress()}>{action.title}</Link>}
  </>
);

interface List extends Omit<DataTableProps, "items" | "loading"> {
  title?: string;
  data?: { items?: Item[]; loading?: boolean };
  headerActions?: Action[];
}

export const ListPage = ({ title, data = {}, headerActions = [], ...table }: List) => (
  <article className="context-view">
    <header>
      {title !== undefined && <h2>{title}</h2>}
      <Actions actions={headerActions} />
    </header>
    <DataTable {...table} {...(data.items && { items: data.items })} loading={data.loading ?? false} />
  </article>
);
