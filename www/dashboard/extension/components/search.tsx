// Shows a search field with selectable results.

import { useState } from "react";
import { Labelled, type Field } from "./labelled";
import { useValue } from "./use-value";

type Key = string | number;

interface Search extends Field {
  data?: { id: string; value: string }[];
  placeholder?: string;
  value?: string;
  defaultValue?: string;
  onInputChange?: (text: string) => void;
}

interface Single extends Search {
  selectionMode: "single";
  defaultSelected?: Key;
  onSelectionChange?: (key: Key | null) => void;
}

interface Multiple extends Search {
  selectionMode: "multiple";
  defaultSelected?: Key[];
  onSelectionChange?: (keys: Set<Key>) => void;
}

export function SearchField(props: Single | Multiple) {
  const { data = [], label, placeholder, value, defaultValue = "", disabled, onInputChange } = props;
  const [text, change] = useValue({ value, start: defaultValue, notify: onInputChange });
  const [chosen, setChosen] = useState<readonly string[]>(() => [props.defaultSelected ?? []].flat().map(String));
  const isMultiple = props.selectionMode === "multiple";
  const results = data.filter((item) => item.value.toLowerCase().includes(text.toLowerCase()));

  function choose(id: string) {
    const others = chosen.filter((one) => one !== id);
    const wasChosen = others.length < chosen.length;
    const now = isMultiple ? (wasChosen ? others : [...others, id]) : [id];
    setChosen(now);
    if (props.selectionMode === "multiple") props.onSelectionChange?.(new Set(now));
    else props.onSelectionChange?.(id);
  }

  return (
    <div className="search">
      <Labelled {...props}>
        {(control) => (
          <input
            {...control}
            type="search"
            placeholder={placeholder}
            value={text}
            autoComplete="off"
            onChange={({ target }) => change(target.value)}
          />
        )}
      </Labelled>
      <fieldset disabled={disabled}>
        <legend className="visually-hidden">{label}: results</legend>
        {results.map(({ id, value }) => (
          <label key={id}>
            <input type={isMultiple ? "checkbox" : "radio"} checked={chosen.includes(id)} onChange={() => choose(id)} />
            {value}
          </label>
        ))}
        {results.length === 0 && <p className="hint">No results.</p>}
      </fieldset>
    </div>
  );
}
