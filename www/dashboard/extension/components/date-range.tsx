// Shows a field for a range of days, with the SDK's presets.

import { useId } from "react";
import { isRecord } from "../../is-record";

const PRESETS: Readonly<Record<string, string>> = {
  today: "Today",
  yesterday: "Yesterday",
  last7Days: "Last 7 days",
  last4Weeks: "Last 4 weeks",
  last3Months: "Last 3 months",
  last6Months: "Last 6 months",
  last12Months: "Last 12 months",
  previousMonth: "Previous month",
  previousQuarter: "Previous quarter",
  previousYear: "Previous year",
  monthToDate: "Month to date",
  quarterToDate: "Quarter to date",
  yearToDate: "Year to date",
  allTime: "All time",
};

const GRANULARITIES = ["day", "week", "month", "year"];

interface Value {
  range?: string | { start?: Date; end?: Date } | undefined;
  granularity?: string | undefined;
}

interface PickerProps {
  value?: Value;
  label?: string;
  showDateGranularityToggle?: boolean;
  onChange?: (value: Value) => void;
}

export function DateRangePicker({ value = {}, label = "Dates", showDateGranularityToggle = false, onChange }: PickerProps) {
  const id = useId();
  const { range, granularity } = value;
  const preset = typeof range === "string" ? range : "";
  const { start, end } = isRecord(range) ? range : {};
  const change = (part: Value) => onChange?.({ ...value, ...part });
  const day = (name: "start" | "end", shown: unknown) => (
    <div className="field">
      <label htmlFor={`${id}-${name}`}>{name === "start" ? "From" : "To"}</label>
      <input
        id={`${id}-${name}`}
        type="date"
        value={shown instanceof Date ? shown.toISOString().slice(0, 10) : ""}
        onChange={({ target }) => change({ range: { ...(isRecord(range) ? range : {}), [name]: target.valueAsDate ?? undefined } })}
      />
    </div>
  );
  return (
    <fieldset className="field-group">
      <legend>{label}</legend>
      <div className="field">
        <label htmlFor={id}>Range</label>
        <select id={id} value={preset} onChange={({ target }) => change({ range: target.value === "" ? {} : target.value })}>
          <option value="">Custom</option>
          {Object.entries(PRESETS).map(([name, text]) => (
            <option key={name} value={name}>
              {text}
            </option>
          ))}
        </select>
      </div>
      {preset === "" && day("start", start)}
      {preset === "" && day("end", end)}
      {showDateGranularityToggle && (
        <div className="field">
          <label htmlFor={`${id}-by`}>By</label>
          <select id={`${id}-by`} value={granularity ?? "day"} onChange={({ target }) => change({ granularity: target.value })}>
            {GRANULARITIES.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </div>
      )}
    </fieldset>
  );
}
