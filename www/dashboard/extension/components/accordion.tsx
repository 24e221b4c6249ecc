// Shows sections that open and close independently.

import { useId, useState, type ReactNode } from "react";

interface Content {
  children?: ReactNode;
}

export const Accordion = ({ children }: Content) => <div className="accordion">{children}</div>;

interface ItemProps extends Content {
  title?: ReactNode;
  subtitle?: ReactNode;
  media?: ReactNode;
  actions?: ReactNode;
  defaultOpen?: boolean;
  onChange?: (isOpen: boolean) => void;
}

export function AccordionItem({ title, subtitle, media, actions, defaultOpen = false, onChange, children }: ItemProps) {
  const [isOpen, setOpen] = useState(defaultOpen);
  const id = useId();
  function toggle() {
    setOpen(!isOpen);
    onChange?.(!isOpen);
  }
  return (
    <section>
      <header>
        <button type="button" aria-expanded={isOpen} aria-controls={id} onClick={toggle}>
          {media}
          <span>
            {title}
            {subtitle && <span className="hint"> {subtitle}</span>}
          </span>
        </button>
        {actions && <div className="buttons">{actions}</div>}
      </header>
      <div id={id} hidden={!isOpen}>
        {children}
      </div>
    </section>
  );
}
