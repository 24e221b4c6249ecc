// Shows a menu that its trigger button opens.

import { createContext, useContext, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";

/** Connects a button inside a menu's `trigger` to that menu. */
export const Trigger = createContext<{ toggle: () => void; attributes: object } | undefined>(undefined);

const Action = createContext<((id: string, own?: (id: string) => void) => void) | undefined>(undefined);

interface MenuProps {
  children?: ReactNode;
  trigger?: ReactNode;
  onAction?: (id: string) => void;
}

export function Menu({ children, trigger, onAction }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const opener = useMemo(
    () => ({
      toggle: () => setOpen((was) => !was),
      attributes: { "aria-haspopup": "menu", "aria-expanded": isOpen, "aria-controls": isOpen ? id : undefined },
    }),
    [isOpen, id],
  );
  const items = () => [...(list.current?.querySelectorAll<HTMLElement>("[role=menuitem]:not([disabled])") ?? [])];

  useEffect(() => {
    if (isOpen) items()[0]?.focus();
  }, [isOpen]);

  function move(event: KeyboardEvent) {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (event.key === "Escape") setOpen(false);
    if (step === undefined) return;
    event.preventDefault();
    const all = items();
    all.at((all.indexOf(document.activeElement as HTMLElement) + step) % all.length)?.focus();
  }

  return (
    <div className="menu" onKeyDown={move}>
      <Trigger.Provider value={opener}>{trigger}</Trigger.Provider>
      {isOpen && (
        <div role="menu" id={id} ref={list}>
          <Action.Provider
            value={(key, own) => {
              setOpen(false);
              own?.(key);
              onAction?.(key);
            }}
          >
            {children}
          </Action.Provider>
        </div>
      )}
    </div>
  );
}

interface ItemProps {
  children?: ReactNode;
  id?: string;
  disabled?: boolean;
  onAction?: (id: string) => void;
}

export function MenuItem({ children, id = "", disabled = false, onAction }: ItemProps) {
  const act = useContext(Action);
  return (
    <button type="button" role="menuitem" disabled={disabled} onClick={() => act?.(id, onAction)}>
      {children}
    </button>
  );
}

export function MenuGroup({ children, title }: { children?: ReactNode; title?: ReactNode }) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={title ? id : undefined}>
      {title && (
        <div id={id} role="presentation" className="hint">
          {title}
        </div>
      )}
      {children}
    </div>
  );
}
