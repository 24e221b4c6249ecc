// Draws bars and lines as SVG, on logarithmic scales, readable on light and dark backgrounds.

const WIDTH = 760;
const LEFT = 190;
const RIGHT = 60;
const TOP = 64;

const STYLE = `<style>
svg { --ink: #1f2328; --faint: #d8dee4; --ground: #ffffff }
@media (prefers-color-scheme: dark) { svg { --ink: #e6edf3; --faint: #3d444d; --ground: #0d1117 } }
text { font: 12px system-ui, sans-serif; fill: var(--ink) } .title { font-weight: 600; font-size: 14px } .end { text-anchor: end } .middle { text-anchor: middle }
.grid, .whisker { stroke: var(--faint) } .whisker { stroke: var(--ink) } .ground { fill: var(--ground) }
</style>`;

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const text = (x, y, content, kind = "") => `<text x="${round(x)}" y="${round(y)}" class="${kind}">${escaped(content)}</text>`;
const line = (x1, y1, x2, y2, kind) => `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" class="${kind}"/>`;
const round = (number) => Math.round(number * 10) / 10;

/** Returns a number with three digits. */
export const shown = (number) => (number >= 100 ? Math.round(number).toLocaleString("en") : String(Number(number.toPrecision(3))));

/** Returns a scale from the greatest power of ten below all numbers to the least above them, with the position of a number on it. */
function logarithmic(numbers, from, to) {
  const first = Math.floor(Math.log10(Math.min(...numbers)));
  const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(...numbers))));
  const at = (number) => from + ((to - from) * (Math.log10(number) - first)) / (last - first);
  return { at, marks: Array.from({ length: last - first + 1 }, (_, n) => 10 ** (first + n)) };
}

/** Draws the names next to their colours, each as wide as it needs. */
function legend(items) {
  let x = 12;
  return items.map(({ name, colour }) => {
    const item = `<rect x="${round(x)}" y="34" width="10" height="10" fill="${colour}"/>${text(x + 14, 43, name)}`;
    x += 34 + 6.6 * name.length;
    return item;
  });
}

const picture = (height, title, parts) =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img"><title>${escaped(title)}</title>`,
    STYLE,
    `<rect class="ground" width="${WIDTH}" height="${height}"/>`,
    text(12, 20, title, "title"),
    ...parts,
    "</svg>\n",
  ].join("\n");

/** Draws bars. `groups` are `{ label, bars: [{ name, colour, median, low, high }] }`, all with the same names. */
export function bars(title, groups) {
  const names = groups[0].bars;
  const every = groups.flatMap(({ bars }) => bars.flatMap(({ low, high }) => [low, high]));
  const { at, marks } = logarithmic(every, LEFT, WIDTH - RIGHT);
  const step = 12;
  const groupHeight = step * names.length + 14;
  const bottom = TOP + groupHeight * groups.length;
  const parts = marks.flatMap((mark) => [
    line(at(mark), TOP, at(mark), bottom, "grid"),
    text(at(mark), bottom + 16, shown(mark), "middle"),
  ]);
  groups.forEach(({ label, bars }, group) => {
    const top = TOP + groupHeight * group + 7;
    parts.push(text(LEFT - 8, top + (step * names.length) / 2 + 4, label, "end"));
    bars.forEach(({ colour, median, low, high }, index) => {
      const y = top + step * index;
      parts.push(
        `<rect x="${LEFT}" y="${y}" width="${round(at(median) - LEFT)}" height="${step - 2}" fill="${colour}"/>`,
        line(at(low), y + step / 2 - 1, at(high), y + step / 2 - 1, "whisker"),
        text(at(Math.max(median, high)) + 4, y + step - 2, shown(median)),
      );
    });
  });
  return picture(bottom + 28, title, [...legend(names), ...parts]);
}

/** Draws lines. `series` are `{ name, colour, points: [[x, y]] }`, and `x` and `y` are the labels of the axes. */
export function lines(title, { x, y }, series) {
  const [bottom, left] = [TOP + 300, 64];
  const across = logarithmic(
    series.flatMap(({ points }) => points.map(([x]) => x)),
    left,
    WIDTH - RIGHT,
  );
  const up = logarithmic(
    series.flatMap(({ points }) => points.map(([, y]) => y)),
    bottom,
    TOP,
  );
  const parts = [
    ...across.marks.flatMap((mark) => [
      line(across.at(mark), TOP, across.at(mark), bottom, "grid"),
      text(across.at(mark), bottom + 16, shown(mark), "middle"),
    ]),
    ...up.marks.flatMap((mark) => [
      line(left, up.at(mark), WIDTH - RIGHT, up.at(mark), "grid"),
      text(left - 6, up.at(mark) + 4, shown(mark), "end"),
    ]),
    text((left + WIDTH - RIGHT) / 2, bottom + 34, x, "middle"),
    text(WIDTH - 12, 20, y, "end"),
  ];
  series.forEach(({ colour, points }) => {
    const path = points.map(([x, y]) => [across.at(x), up.at(y)].map(round).join(",")).join(" ");
    parts.push(`<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`);
    for (const [x, y] of points) parts.push(`<circle cx="${round(across.at(x))}" cy="${round(up.at(y))}" r="2.5" fill="${colour}"/>`);
  });
  return picture(bottom + 46, title, [...legend(series), ...parts]);
}
