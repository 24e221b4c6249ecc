// Shows charts as simple drawings, each with a table of its values for screen readers.

import { useId } from "react";
import { isRecord } from "../../is-record";

/** A field's name, or the SDK's description of an axis. */
type Channel = string | number | { value?: string | number; label?: string };

interface ChartProps {
  data?: readonly Record<string, unknown>[];
  x?: Channel;
  y?: Channel;
  z?: Channel;
  color?: Channel;
}

interface Point {
  readonly x: string;
  readonly y: number;
  readonly series: string;
}

const WIDTH = 320;
const HEIGHT = 120;
const COLORS = ["var(--accent)", "var(--good)", "var(--warn)", "var(--bad)", "var(--muted)"];

export const BarChart = (props: ChartProps) => <Chart {...props} kind="Bar chart" />;
export const LineChart = (props: ChartProps) => <Chart {...props} kind="Line chart" />;
export const Sparkline = (props: ChartProps) => <Chart {...props} kind="Sparkline" />;
export const SparkLineChart = Sparkline;

function Chart({ kind, ...props }: ChartProps & { kind: string }) {
  const points = pointsOf(props);
  const names = [...new Set(points.map(({ series }) => series))];
  const xs = [...new Set(points.map(({ x }) => x))];
  const highest = Math.max(1e-9, ...points.map(({ y }) => y));
  const lowest = Math.min(0, ...points.map(({ y }) => y));
  const top = (y: number) => HEIGHT - ((y - lowest) / (highest - lowest)) * HEIGHT;
  const step = WIDTH / Math.max(1, xs.length);
  const center = (x: string) => (xs.indexOf(x) + 0.5) * step;
  // The SDK's `next` charts have no names of axes, but of series.
  const title =
    props.x === undefined && props.y === undefined
      ? names.filter(Boolean).join(", ")
      : `${labelOf(props.y, "y")} by ${labelOf(props.x, "x")}`;
  const label = kind === "Sparkline" || title === "" ? kind : `${kind}: ${title}`;
  return (
    <figure className="chart">
      <svg viewBox={`0 -4 ${WIDTH} ${HEIGHT + 8}`} role="img" aria-label={label}>
        {names.map((name, series) => {
          const own = points.filter((point) => point.series === name);
          const color = COLORS[series % COLORS.length];
          const width = (step * 0.7) / names.length;
          return kind === "Bar chart" ? (
            <g key={name} fill={color}>
              {own.map(({ x, y }, index) => (
                <rect
                  key={index}
                  x={center(x) - step * 0.35 + series * width}
                  width={width}
                  y={Math.min(top(y), top(0))}
                  height={Math.abs(top(0) - top(y))}
                />
              ))}
            </g>
          ) : (
            <polyline
              key={name}
              fill="none"
              stroke={color}
              strokeWidth="2"
              points={own.map(({ x, y }) => `${center(x)},${top(y)}`).join(" ")}
            />
          );
        })}
      </svg>
      {kind !== "Sparkline" && names.length > 1 && <Legend names={names} />}
      <table className="visually-hidden">
        <caption>{label}</caption>
        <tbody>
          {points.map(({ series, x, y }, index) => (
            <tr key={index}>
              <th scope="row">{[series, x].filter(Boolean).join(", ")}</th>
              <td>{y}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

const Legend = ({ names }: { names: readonly string[] }) => (
  <figcaption className="chart-legend">
    {names.map((name, index) => (
      <span key={name}>
        <i style={{ background: COLORS[index % COLORS.length] }} /> {name}
      </span>
    ))}
  </figcaption>
);

interface MeterProps {
  data?: readonly { label: string; value: number }[];
  legendEnabled?: boolean;
  onSegmentClick?: (payload: { eventType: "meter.segment.click"; data: object | null }) => void;
}

export function MeterChart({ data = [], legendEnabled = true, onSegmentClick }: MeterProps) {
  const id = useId();
  const total = data.reduce((sum, { value }) => sum + Number(value), 0) || 1;
  return (
    <figure className="chart" aria-labelledby={id}>
      <div className="meter">
        {data.map((segment, index) => (
          <button
            key={index}
            type="button"
            title={`${segment.label}: ${segment.value}`}
            aria-label={`${segment.label}: ${segment.value}`}
            disabled={onSegmentClick === undefined}
            style={{ width: `${(100 * Number(segment.value)) / total}%`, background: COLORS[index % COLORS.length] }}
            onClick={() => onSegmentClick?.({ eventType: "meter.segment.click", data: segment })}
          />
        ))}
      </div>
      <span id={id} className="visually-hidden">
        Meter chart
      </span>
      {legendEnabled && <Legend names={data.map(({ label }) => label)} />}
    </figure>
  );
}

const fieldOf = (channel: Channel | undefined, fallback: string): string => {
  const field = typeof channel === "object" ? channel?.value : channel;
  return field === undefined ? fallback : String(field);
};

const labelOf = (channel: Channel | undefined, fallback: string): string =>
  (typeof channel === "object" && channel?.label) || fieldOf(channel, fallback);

function pointsOf({ data, x, y, z, color }: ChartProps): Point[] {
  const list: readonly unknown[] = Array.isArray(data) ? data : [];
  const [xField, yField] = [fieldOf(x, "x"), fieldOf(y, "y")];
  // The SDK's `next` charts name a series by one of these fields.
  const series = [color, z]
    .flatMap((channel) => (channel === undefined ? [] : [fieldOf(channel, "")]))
    .concat(["name", "compare", "period"]);
  return list.filter(isRecord).flatMap((item) => {
    const value = item[yField];
    if (value === null || value === undefined || !Number.isFinite(Number(value))) return [];
    const name = series.map((field) => item[field]).find((text) => text !== undefined);
    return [{ x: textOf(item[xField]), y: Number(value), series: textOf(name) }];
  });
}

const textOf = (value: unknown): string =>
  value instanceof Date ? value.toLocaleDateString("en-US") : value === undefined || value === null ? "" : String(value);
