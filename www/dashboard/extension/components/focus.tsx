// Covers the drawer until the user closes it.

import { useId, useState, type ReactNode } from "react";
import { Footer } from "./views";

interface Focus {
  children?: ReactNode;
  title?: string;
  shown?: boolean;
  setShown?: (shown: boolean) => void;
  confirmCloseMessages?: { title: string; description: string; cancelAction: string; exitAction: string };
  primaryAction?: ReactNode;
  secondaryAction?: ReactNode;
  footerContent?: ReactNode;
}

export function FocusView({ title, shown = false, setShown, confirmCloseMessages: messages, children, ...footer }: Focus) {
  const [isConfirming, setConfirming] = useState(false);
  const id = useId();
  if (!shown) return null;

  function close() {
    setConfirming(false);
    setShown?.(false);
  }
  return (
    <section className="focus-view" role="dialog" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        <button type="button" onClick={() => (messages === undefined ? close() : setConfirming(true))}>
          Close
        </button>
      </header>
      {isConfirming && messages !== undefined && (
        <div role="alert" className="banner caution">
          <h3>{messages.title}</h3>
          <div>{messages.description}</div>
          <div className="buttons">
            <button type="button" onClick={() => setConfirming(false)}>
              {messages.cancelAction}
            </button>
            <button type="button" onClick={close}>
              {messages.exitAction}
            </button>
          </div>
        </div>
      )}
      {children}
      <Footer {...footer} />
    </section>
  );
}
