// Shows lists of items and of properties.

import { createContext, useContext, type ReactNode } from "react";

interface ListProps {
  children?: ReactNode;
  onAction?: (id: string) => void;
}

const Action = createContext<ListProps["onAction"]>(undefined);

export const List = ({ children, onAction }: ListProps) => (
  <ul className="list">
    <Action.Provider value={onAction}>{children}</Action.Provider>
  </ul>
);

interface ItemProps {
  id?: string;
  title?: ReactNode;
  secondaryTitle?: ReactNode;
  value?: ReactNode;
  icon?: ReactNode;
  image?: ReactNode;
}

export function ListItem({ id = "", title, secondaryTitle, value, icon, image }: ItemProps) {
  const act = useContext(Action);
  return (
    <li>
      {image ?? icon}
      <div>
        {act === undefined ? (
          title
        ) : (
          <button type="button" className="link" onClick={() => act(id)}>
            {title}
          </button>
        )}
        {secondaryTitle && <div className="hint">{secondaryTitle}</div>}
      </div>
      <div className="value">{value}</div>
    </li>
  );
}

export const PropertyList = ({ children, orientation = "vertical" }: { children?: ReactNode; orientation?: string }) => (
  <dl className={`properties ${orientation}`}>{children}</dl>
);

export const PropertyListItem = ({ label, value }: { label?: ReactNode; value?: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </div>
);
