// Shows small values such as filters, which the user can remove.

import type { ReactNode } from "react";

export const ChipList = ({ children }: { children?: ReactNode }) => <div className="chips">{children}</div>;

interface ChipProps {
  label?: string;
  value?: string | string[];
  onClose?: () => void;
  onDropdown?: () => void;
  onAddSuggestion?: () => void;
}

export function Chip({ label = "", value, onClose, onDropdown, onAddSuggestion }: ChipProps) {
  const text = [label, [value ?? []].flat().join(", ")].filter((part) => part !== "").join(": ");
  const button = (act: (() => void) | undefined, name: string, sign: string) =>
    act && (
      <button type="button" aria-label={`${name} ${text}`} onClick={() => act()}>
        {sign}
      </button>
    );
  return (
    <span className="chip">
      {text}
      {button(onAddSuggestion, "Add", "+")}
      {button(onDropdown, "Open", "⌄")}
      {button(onClose, "Remove", "×")}
    </span>
  );
}
