// Shows tables as HTML tables.

import type { CSSProperties, ReactNode } from "react";

interface Content {
  children?: ReactNode;
}

interface Cell extends Content {
  align?: "center" | "left" | "right";
  vAlign?: "baseline" | "bottom" | "middle" | "top";
  colSpan?: number;
  rowSpan?: number;
  wrap?: boolean;
}

// A wide table scrolls sideways, so it has to take the keyboard's focus.
export const Table = ({ children }: Content) => (
  <div className="table" tabIndex={0} role="region" aria-label="Table">
    <table>{children}</table>
  </div>
);

export const TableHead = ({ children }: Content) => <thead>{children}</thead>;

export const TableBody = ({ children }: Content) => <tbody>{children}</tbody>;

export const TableFooter = ({ children }: Content) => <tfoot>{children}</tfoot>;

export const TableRow = ({ children }: Content) => <tr>{children}</tr>;

export const TableCell = ({ children, ...cell }: Cell) => <td {...attributes(cell)}>{children}</td>;

export const TableHeaderCell = ({ children, ...cell }: Cell) => <th {...attributes(cell)}>{children}</th>;

function attributes({ align, vAlign, colSpan, rowSpan, wrap = true }: Cell) {
  const style: CSSProperties = { textAlign: align, verticalAlign: vAlign, whiteSpace: wrap ? undefined : "nowrap" };
  return { colSpan, rowSpan, style };
}
