// Shows the SDK's tables of data: DataTable, DetailPageTable and ListPage.

import { useState, type ReactNode } from "react";
import { Button, Link } from "./actions";
import type { RouteDescriptor } from "../dashboard-route";

export interface Item {
  id: string;
  [field: string]: string | number;
}

interface Column {
  key: string;
  label: string;
  hideHeaderLabel?: boolean;
  cell?: {
    type: string;
    linkMap?: Record<string, string>;
    statusMap?: Record<string, string>;
    currency?: string;
    currencyMap?: Record<string, string>;
    currencyKey?: string;
  };
}

export type EmptyMessage = string | { message: string; action: { label: string; href: string } };

interface RowAction {
  id: string;
  label: string;
  type?: "default" | "destructive";
  href?: string | RouteDescriptor;
  onPress?: (item: Item) => void;
}

interface Pagination {
  pageSize: number;
  currentPage?: number;
  totalItems?: number;
  hasMore?: boolean;
  onPageChange?: (page: number) => void;
}

export interface DataTableProps {
  columns?: Column[];
  items?: Item[];
  batchable?: { onBatchChange: (selected: Record<string, Item>) => void };
  emptyMessage?: EmptyMessage;
  loading?: boolean;
  onRowClick?: (item: Item) => void;
  pagination?: Pagination;
  rowActions?: (RowAction | { id: string; label: string; actions: RowAction[] })[];
}

export function DataTable(props: DataTableProps) {
  const { columns = [], items = [], batchable, emptyMessage = "No results", loading, onRowClick, pagination, rowActions = [] } = props;
  const [selected, setSelected] = useState<Record<string, Item>>({});
  const [ownPage, setOwnPage] = useState(1);
  const page = pagination?.currentPage ?? ownPage;
  // Only the simplest pagination leaves the choice of the rows to the table.
  const isOwn = pagination !== undefined && pagination.onPageChange === undefined;
  const rows = isOwn ? items.slice((page - 1) * pagination.pageSize, page * pagination.pageSize) : items;
  const actions = rowActions.flatMap((action) => ("actions" in action ? action.actions : [action]));

  function toggle(item: Item, isSelected: boolean) {
    const { [item.id]: _, ...others } = selected;
    const now = isSelected ? { ...others, [item.id]: item } : others;
    setSelected(now);
    batchable?.onBatchChange(now);
  }
  function open(next: number) {
    setOwnPage(next);
    pagination?.onPageChange?.(next);
  }

  if (loading) return <p role="status">Loading …</p>;
  if (items.length === 0) return <Empty message={emptyMessage} />;
  return (
    <>
      <div className="table" tabIndex={0} role="region" aria-label="Table">
        <table>
          <thead>
            <tr>
              {batchable && <HiddenHeader>Select</HiddenHeader>}
              {columns.map(({ key, label, hideHeaderLabel }) =>
                hideHeaderLabel ? (
                  <HiddenHeader key={key}>{label}</HiddenHeader>
                ) : (
                  <th key={key} scope="col">
                    {label}
                  </th>
                ),
              )}
              {actions.length > 0 && <HiddenHeader>Actions</HiddenHeader>}
            </tr>
          </thead>
          <tbody>
            {rows.map((item) => (
              <tr key={item.id}>
                {batchable && (
                  <td>
                    <input
                      type="checkbox"
                      aria-label={`Select ${String(item[columns[0]?.key ?? "id"] ?? item.id)}`}
                      checked={item.id in selected}
                      onChange={({ target }) => toggle(item, target.checked)}
                    />
                  </td>
                )}
                {columns.map((column, index) => (
                  <td key={column.key}>
                    {index === 0 && onRowClick ? (
                      <button type="button" className="link" onClick={() => onRowClick(item)}>
                        <Cell column={column} item={item} />
                      </button>
                    ) : (
                      <Cell column={column} item={item} />
                    )}
                  </td>
                ))}
                {actions.length > 0 && (
                  <td>
                    <div className="buttons">
                      {actions.map(({ id, label, type, href, onPress }) => (
                        <Button key={id} type={type === "destructive" ? type : "secondary"} href={href} onPress={() => onPress?.(item)}>
                          {label}
                        </Button>
                      ))}
                    </div>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {pagination && <Pages {...pagination} page={page} count={items.length} open={open} />}
    </>
  );
}

const HiddenHeader = ({ children }: { children: ReactNode }) => (
  <th scope="col">
    <span className="visually-hidden">{children}</span>
  </th>
);

export const Empty = ({ message }: { message: EmptyMessage }) =>
  typeof message === "string" ? (
    <p className="hint">{message}</p>
  ) : (
    <p className="hint">
      {message.message} <Link href={message.action?.href}>{message.action?.label}</Link>
    </p>
  );

function Pages({
  pageSize,
  totalItems,
  hasMore,
  page,
  count,
  open,
}: Pagination & { page: number; count: number; open: (page: number) => void }) {
  const isLast = hasMore === undefined ? page * pageSize >= (totalItems ?? count) : !hasMore;
  return (
    <nav className="buttons" aria-label="Pages">
      <button type="button" disabled={page <= 1} onClick={() => open(page - 1)}>
        Previous
      </button>
      <span>Page {page}</span>
      <button type="button" disabled={isLast} onClick={() => open(page + 1)}>
        Next
      </button>
    </nav>
  );
}

function Cell({ column: { key, cell }, item }: { column: Column; item: Item }) {
  const value = item[key];
  const text = value === undefined || value === null ? "" : String(value);
  switch (cell?.type) {
    case "status":
      return <span className={`badge ${cell.statusMap?.[text] ?? "neutral"}`}>{text}</span>;
    case "link":
      return <Link href={cell.linkMap?.[text] ?? cell.linkMap?.[item.id] ?? text}>{text}</Link>;
    case "id":
      return <code>{text}</code>;
    case "date":
      return <time>{dateOf(value)}</time>;
    case "currency":
      return <>{amountOf(value, String(item[cell.currencyKey ?? ""] ?? cell.currencyMap?.[item.id] ?? cell.currency ?? "USD"))}</>;
    default:
      return <>{text}</>;
  }
}

/** Reads seconds since 1970, as Stripe's API has them, as well as milliseconds and texts. */
function dateOf(value: string | number | undefined): string {
  const number = Number(value);
  const date = new Date(Number.isNaN(number) ? String(value) : number < 1e11 ? number * 1_000 : number);
  return Number.isNaN(date.getTime()) ? String(value ?? "") : date.toLocaleDateString("en-US", { dateStyle: "medium" });
}

/** Formats an amount in the smallest unit of its currency. */
function amountOf(value: string | number | undefined, currency: string): string {
  try {
    const format = new Intl.NumberFormat("en-US", { style: "currency", currency });
    const { maximumFractionDigits = 2 } = format.resolvedOptions();
    return format.format(Number(value) / 10 ** maximumFractionDigits);
  } catch {
    return `${String(value)} ${currency}`;
  }
}
