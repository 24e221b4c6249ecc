// Shows one of several panels.

import { createContext, useContext, useEffect, useId, useMemo, useState, type KeyboardEvent, type ReactNode } from "react";

interface Content {
  children?: ReactNode;
}

interface TabsState {
  readonly prefix: string;
  readonly selected: string | undefined;
  select(id: string): void;
  /** The first tab there is, is selected where none is. */
  offer(id: string): void;
}

const Selection = createContext<TabsState | undefined>(undefined);

interface TabsProps extends Content {
  selectedKey?: string;
  onSelectionChange?: (key: string) => void;
}

export function Tabs({ children, selectedKey, onSelectionChange }: TabsProps) {
  const prefix = useId();
  const [chosen, choose] = useState<string>();
  const [first, setFirst] = useState<string>();
  const selected = selectedKey ?? chosen ?? first;
  const state = useMemo(
    () => ({
      prefix,
      selected,
      select(id: string) {
        choose(id);
        onSelectionChange?.(id);
      },
      offer: (id: string) => setFirst((was) => was ?? id),
    }),
    [prefix, selected, onSelectionChange],
  );
  return (
    <div className="tabs">
      <Selection.Provider value={state}>{children}</Selection.Provider>
    </div>
  );
}

export function TabList({ children }: Content) {
  function move({ key, currentTarget, target }: KeyboardEvent<HTMLDivElement>) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (step === undefined) return;
    const tabs = [...currentTarget.querySelectorAll<HTMLElement>("[role=tab]:not([disabled])")];
    const next = tabs.at((tabs.indexOf(target as HTMLElement) + step) % tabs.length);
    next?.focus();
    next?.click();
  }
  return (
    <div role="tablist" onKeyDown={move}>
      {children}
    </div>
  );
}

export function Tab({ id = "", disabled = false, children }: Content & { id?: string; disabled?: boolean }) {
  const tabs = useContext(Selection);
  useEffect(() => tabs?.offer(id), [tabs, id]);
  const isSelected = tabs?.selected === id;
  return (
    <button
      type="button"
      role="tab"
      id={`${tabs?.prefix}-tab-${id}`}
      aria-selected={isSelected}
      aria-controls={isSelected ? `${tabs.prefix}-panel-${id}` : undefined}
      tabIndex={isSelected ? 0 : -1}
      disabled={disabled}
      onClick={() => tabs?.select(id)}
    >
      {children}
    </button>
  );
}

export const TabPanels = ({ children }: Content) => <>{children}</>;

export function TabPanel({ id = "", children }: Content & { id?: string }) {
  const tabs = useContext(Selection);
  if (tabs?.selected !== id) return null;
  return (
    <div role="tabpanel" id={`${tabs.prefix}-panel-${id}`} aria-labelledby={`${tabs.prefix}-tab-${id}`} tabIndex={0}>
      {children}
    </div>
  );
}
