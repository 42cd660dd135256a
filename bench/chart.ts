/** Horizontal bars as SVG text: legible on light and dark pages, and in both without colours. */

/** One bar: its parts, one after the other, and what is written behind it. */
export interface Bar {
  name: string;
  parts: readonly { tone: Tone; value: number }[];
  text: string;
}

export interface BarGroup {
  label: string;
  bars: readonly Bar[];
}

export interface Chart {
  title: string;
  /** Says what the lengths mean. */
  note: string;
  /** `each`: the longest bar of every group has the full length. */
  scale: 'each' | 'shared';
  groups: readonly BarGroup[];
  /** A line across all groups, on a shared scale. */
  limit?: { value: number; text: string };
  legend: readonly { tone: Tone; name: string }[];
}

export type Tone = 'strong' | 'second' | 'faint';

const WIDTH = 860;
const LABELS = 230;
const NAMES = 70;
const TEXTS = 190;
const BARS = WIDTH - LABELS - NAMES - TEXTS;
const BAR_HEIGHT = 16;
const BAR_STEP = 20;
const GROUP_GAP = 14;
const TOP = 92;

const STYLE = `
  svg { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; }
  .page { fill: #ffffff; } text { fill: #1f2328; } .quiet { fill: #59636e; } .title { font-size: 16px; font-weight: 600; }
  .strong { fill: #0969da; } .second { fill: #8250df; } .faint { fill: #b6bec7; } .limit { stroke: #cf222e; }
  @media (prefers-color-scheme: dark) {
    .page { fill: #0d1117; } text { fill: #e6edf3; } .quiet { fill: #9198a1; }
    .strong { fill: #4493f8; } .second { fill: #ab7df8; } .faint { fill: #5b636d; } .limit { stroke: #f85149; }
  }`;

export function barChart(chart: Chart): string {
  const longest = Math.max(...chart.groups.map(longestOf), chart.limit?.value ?? 0);
  const rows: string[] = [];
  let y = TOP;
  for (const group of chart.groups) {
    const full = chart.scale === 'each' ? longestOf(group) : longest;
    rows.push(text(24, y + 13, group.label));
    for (const bar of group.bars) {
      rows.push(...drawn(bar, y, full));
      y += BAR_STEP;
    }
    y += GROUP_GAP;
  }
  if (chart.limit) {
    const x = (LABELS + NAMES + (BARS * chart.limit.value) / longest).toFixed(1);
    rows.push(
      `<line class="limit" x1="${x}" x2="${x}" y1="${String(TOP - 6)}" y2="${String(y - 6)}" stroke-dasharray="4 3"/>`,
      text(Number(x), y + 8, chart.limit.text, 'quiet', 'middle'),
    );
    y += 18;
  }
  const height = y + 10;
  const legend = chart.legend.flatMap(({ tone, name }, index) => [
    `<rect class="${tone}" x="${String(24 + 190 * index)}" y="62" width="12" height="12" rx="2"/>`,
    text(42 + 190 * index, 73, name),
  ]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(WIDTH)} ${String(height)}" width="${String(WIDTH)}" role="img">`,
    `<title>${escaped(chart.title)}</title><style>${STYLE}</style>`,
    `<rect class="page" width="${String(WIDTH)}" height="${String(height)}" rx="8"/>`,
    text(24, 30, chart.title, 'title'),
    text(24, 50, chart.note, 'quiet'),
    ...legend,
    ...rows,
    '</svg>\n',
  ].join('\n');
}

function drawn({ name, parts, text: behind }: Bar, y: number, full: number): string[] {
  let x = LABELS + NAMES;
  const rects = parts.map(({ tone, value }) => {
    const width = full > 0 ? (BARS * value) / full : 0;
    const rect = `<rect class="${tone}" x="${x.toFixed(1)}" y="${String(y)}" width="${width.toFixed(1)}" height="${String(BAR_HEIGHT)}" rx="2"/>`;
    x += width;
    return rect;
  });
  return [text(LABELS + NAMES - 8, y + 13, name, 'quiet', 'end'), ...rects, text(x + 8, y + 13, behind)];
}

function longestOf({ bars }: BarGroup): number {
  return Math.max(...bars.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0)));
}

function text(x: number, y: number, content: string, style?: string, anchor?: 'end' | 'middle'): string {
  const attributes = `${style === undefined ? '' : ` class="${style}"`}${anchor === undefined ? '' : ` text-anchor="${anchor}"`}`;
  return `<text x="${x.toFixed(1)}" y="${String(y)}"${attributes}>${escaped(content)}</text>`;
}

function escaped(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
