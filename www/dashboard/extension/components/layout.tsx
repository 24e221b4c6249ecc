import type { ReactNode } from "react";
import { style, type Css } from "./style";

interface Content {
  children?: ReactNode;
  css?: Css;
}

export const Box = ({ children, css }: Content) => <div style={style(css)}>{children}</div>;

export const Inline = ({ children, css }: Content) => <span style={style(css)}>{children}</span>;

export const Divider = () => <hr />;

interface View extends Content {
  title?: string;
  description?: string;
  actions?: ReactNode;
  banner?: ReactNode;
  primaryAction?: ReactNode;
  secondaryAction?: ReactNode;
  footerContent?: ReactNode;
}

export function ContextView({ title, description, actions, banner, children, ...footer }: View) {
  const { primaryAction, secondaryAction, footerContent } = footer;
  return (
    <article className="context-view">
      <header>
        <h2>{title}</h2>
        {description !== undefined && <p className="hint">{description}</p>}
        {actions && <div className="buttons">{actions}</div>}
      </header>
      {banner}
      {children}
      {(primaryAction || secondaryAction || footerContent) && (
        <footer className="buttons">
          {footerContent}
          {secondaryAction}
          {primaryAction}
        </footer>
      )}
    </article>
  );
}
