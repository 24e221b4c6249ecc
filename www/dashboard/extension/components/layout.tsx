// Shows boxes, inline text, dividers and groups of buttons.

import type { ReactNode } from "react";
import { style, type Css } from "./style";

interface Content {
  children?: ReactNode;
  css?: Css;
}

export const Box = ({ children, css }: Content) => <div style={style(css)}>{children}</div>;

export const Inline = ({ children, css }: Content) => <span style={style(css)}>{children}</span>;

export const Divider = () => <hr />;

interface Group {
  children?: ReactNode;
  direction?: "row" | "column";
  menuTrigger?: ReactNode;
}

export const ButtonGroup = ({ children, direction = "row", menuTrigger }: Group) => (
  <div className={`buttons ${direction}`} role="group">
    {children}
    {menuTrigger}
  </div>
);
