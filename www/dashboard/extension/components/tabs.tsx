// Shows one of several panels. Tabs and panels belong together by their keys, or by their order where they have none.

import {
  Children,
  createContext,
  useCallback,
  useContext,
  useId,
  useLayoutEffect,
  useMemo,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from "react";
import { createPortal } from "react-dom";

type Key = string | number;

interface Content {
  children?: ReactNode;
}

interface Keyed extends Content {
  id?: Key;
  /** SDK 7 and 8 name the key so. */
  tabKey?: Key | null;
}

interface TabsState {
  readonly prefix: string;
  /** The keys of the tabs, in their order. A tab without a key has its index. */
  readonly keys: readonly Key[];
  readonly selected: Key | undefined;
  readonly list: HTMLElement | null;
  select(key: Key): void;
  setKey(index: number, key: Key | undefined): void;
}

const Selection = createContext<TabsState | undefined>(undefined);
const Index = createContext(0);

const keyOf = ({ id, tabKey }: Keyed): Key | undefined => tabKey ?? id;

/** Tells each child its index. */
const indexed = (children: ReactNode) => Children.map(children, (child, index) => <Index.Provider value={index}>{child}</Index.Provider>);

interface TabsProps extends Content {
  selectedKey?: Key;
  onSelectionChange?: (key: Key) => void;
}

export function Tabs({ children, selectedKey, onSelectionChange }: TabsProps) {
  const prefix = useId();
  const [chosen, choose] = useState<Key>();
  const [keys, setKeys] = useState<readonly Key[]>([]);
  const [list, setList] = useState<HTMLElement | null>(null);
  const setKey = useCallback((index: number, key: Key | undefined) => {
    setKeys((before) => {
      const after = [...before];
      if (key === undefined) after.splice(index, 1);
      else after[index] = key;
      return after;
    });
  }, []);
  const isKnown = (key: Key | undefined) => keys.some((one) => String(one) === String(key));
  const selected = [selectedKey, chosen].find(isKnown) ?? keys[0];
  const state = useMemo(
    () => ({
      prefix,
      keys,
      selected,
      list,
      select(key: Key) {
        choose(key);
        onSelectionChange?.(key);
      },
      setKey,
    }),
    [prefix, keys, selected, list, setKey, onSelectionChange],
  );
  return (
    <div className="tabs">
      <div className="tab-slot" ref={setList} role="tablist" />
      <Selection.Provider value={state}>{indexed(children)}</Selection.Provider>
    </div>
  );
}

/** Selects the next tab for an arrow key. */
function moveFocus({ key, currentTarget }: KeyboardEvent<HTMLElement>) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
  const list = currentTarget.closest("[role=tablist]");
  if (step === undefined || list === null) return;
  const tabs = [...list.querySelectorAll<HTMLElement>("[role=tab]:not([disabled])")];
  const next = tabs.at((tabs.indexOf(currentTarget) + step) % tabs.length);
  next?.focus();
  next?.click();
}

export const TabList = ({ children }: Content) => <div role="tablist">{indexed(children)}</div>;

/** A `label` marks the tab of the SDK's `next` components, which contains its panel. */
export function Tab({ disabled = false, label, children, ...keyed }: Keyed & { disabled?: boolean; label?: string }) {
  const tabs = useContext(Selection);
  const index = useContext(Index);
  const key = keyOf(keyed) ?? index;
  const setKey = tabs?.setKey;
  useLayoutEffect(() => {
    setKey?.(index, key);
    return () => setKey?.(index, undefined);
  }, [setKey, index, key]);
  if (tabs === undefined) return <>{label ?? children}</>;
  const isSelected = String(tabs.selected) === String(key);
  const ids = { tab: `${tabs.prefix}-tab-${key}`, panel: `${tabs.prefix}-panel-${key}` };
  const button = (
    <button
      type="button"
      role="tab"
      id={ids.tab}
      aria-selected={isSelected}
      aria-controls={isSelected ? ids.panel : undefined}
      tabIndex={isSelected ? 0 : -1}
      disabled={disabled}
      style={{ order: index }}
      onClick={() => tabs.select(key)}
      onKeyDown={moveFocus}
    >
      {label ?? children}
    </button>
  );
  if (label === undefined) return button;
  return (
    <>
      {tabs.list && createPortal(button, tabs.list)}
      {isSelected && <Panel ids={ids}>{children}</Panel>}
    </>
  );
}

export const TabPanels = ({ children }: Content) => <>{indexed(children)}</>;

export function TabPanel({ children, ...keyed }: Keyed) {
  const tabs = useContext(Selection);
  const index = useContext(Index);
  const own = keyOf(keyed);
  const key = own !== undefined && tabs?.keys.some((one) => String(one) === String(own)) ? own : tabs?.keys[index];
  if (tabs === undefined || key === undefined || String(tabs.selected) !== String(key)) return null;
  return <Panel ids={{ tab: `${tabs.prefix}-tab-${key}`, panel: `${tabs.prefix}-panel-${key}` }}>{children}</Panel>;
}

const Panel = ({ ids, children }: Content & { ids: { tab: string; panel: string } }) => (
  <div role="tabpanel" id={ids.panel} aria-labelledby={ids.tab} tabIndex={0}>
    {children}
  </div>
);
