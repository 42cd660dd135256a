import { useSpeech } from '../words/speech';

const [WIDTH, HEIGHT, GAP] = [320, 120, 26];

interface LineChartProps {
  points: { at: number; value: number }[];
  label: string;
}

/** A line from left to right in time; the figures are in a table beside it. */
export function LineChart({ points, label }: LineChartProps) {
  const { number, language } = useSpeech();
  const values = points.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const [from, to] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 1];
  const isMirrored = language === 'ar';
  const x = (at: number, index: number) => {
    const part = to > from ? (at - from) / (to - from) : index / Math.max(1, points.length - 1);
    return GAP + (isMirrored ? 1 - part : part) * (WIDTH - 2 * GAP);
  };
  const y = (value: number) => HEIGHT - GAP - ((value - low) / Math.max(1, high - low)) * (HEIGHT - 2 * GAP);
  const places = points.map(({ at, value }, index): [number, number] => [x(at, index), y(value)]);
  const [lastX, lastY] = places.at(-1) ?? [0, 0];
  // The figure stands where the line does not come from.
  const comesFromAbove = (places.at(-2)?.[1] ?? lastY) < lastY;
  return (
    <svg
      className="chart"
      viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`}
      role="img"
      aria-label={label}
      direction="ltr"
    >
      <polyline
        points={places.map((place) => place.join(',')).join(' ')}
        fill="none"
        stroke="var(--accent)"
        strokeWidth="2.5"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      <circle cx={lastX} cy={lastY} r="4.5" fill="var(--accent)" />
      <text
        x={lastX}
        y={comesFromAbove ? lastY + 20 : lastY - 10}
        fontSize="13"
        fontWeight="600"
        textAnchor="middle"
        fill="var(--text)"
      >
        {number(points.at(-1)?.value ?? 0)}
      </text>
    </svg>
  );
}

interface BarsProps {
  bars: { label: string; value: bigint; shown: string; note?: string }[];
  label: string;
  /** Whether they are parts of one whole; else the longest is full. */
  areParts?: boolean;
}

/** Bars with their figures beside them, which read the same as a list. */
export function Bars({ bars, label, areParts = false }: BarsProps) {
  const most =
    bars.reduce((max, { value }) => (areParts ? max + value : value > max ? value : max), 0n) || 1n;
  return (
    <ul className="stack tight" aria-label={label}>
      {bars.map((bar) => (
        <li key={bar.label}>
          <div className="row apart">
            <span>{bar.label}</span>
            <strong className="number">{bar.shown}</strong>
          </div>
          <div className="bar" aria-hidden="true">
            <span style={{ inlineSize: `${String((bar.value * 100n) / most)}%` }} />
          </div>
          {bar.note && <div className="small soft">{bar.note}</div>}
        </li>
      ))}
    </ul>
  );
}
