// A label and what it is the label of, beside each other: a list's choices are no part of its name.

import { useId, type ReactNode } from "react";

export function Field({ label, wide = false, children }: { label: string; wide?: boolean; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className={wide ? "field wide" : "field"}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
