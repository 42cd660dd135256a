import { Typography, useTheme } from '@mui/material';
import { useDrawingArea, useYScale } from '@mui/x-charts/hooks';
import { LineChart } from '@mui/x-charts/LineChart';
import { Loaded } from '../parts/Loaded';
import { date, dayTick, percent } from '../parts/format';
import { useApi } from '../parts/use-api';
import { lineColors } from '../theme';
import type { Schemas } from '../api/types';
import { say, together } from '../words/say';
import { Chart, X_AXIS } from '../parts/Chart';

/** Each line has a colour, a dash and its name at its end: none of the three is needed to tell them apart. */
const LINES = [
  { days: 30, field: 'par30', dash: 'none' },
  { days: 60, field: 'par60', dash: '9 4' },
  { days: 90, field: 'par90', dash: '2 4' },
] as const;

/** The portfolio at risk, day by day. */
export function Trend() {
  const history = useApi<Schemas['PortfolioHistoryResponse']>('reports/portfolio/history/', { days: 90 });
  const colors = lineColors(useTheme());
  return (
    <Loaded from={history} height={220}>
      {({ results }) =>
        results.length < 2 ? (
          <Typography variant="body2" color="text.secondary" sx={{ mt: 2 }}>
            {say('The trend is drawn once two days are closed.')}
          </Typography>
        ) : (
          <Chart>
            <LineChart
              height={220}
              skipAnimation
              hideLegend
              aria-label={say('Portfolio at risk, day by day, more than 30, 60 and 90 days late')}
              margin={{ left: 0, right: 76 }}
              xAxis={[
                {
                  ...X_AXIS,
                  scaleType: 'point',
                  data: results.map((day) => day.date),
                  valueFormatter: (on: string, { location }) =>
                    location === 'tick' ? dayTick(on) : date(on),
                  tickLabelMinGap: 24,
                  tickInterval: (_, index) => index % 7 === 0,
                },
              ]}
              yAxis={[{ width: 48, min: 0, valueFormatter: (value: number) => percent(value) }]}
              series={LINES.map(({ days, field }, index) => ({
                id: field,
                label: say('More than {days} days late', { days }),
                data: results.map((day) => Number(day[field])),
                color: colors[index] ?? '',
                showMark: false,
                valueFormatter: (value: number | null) => percent(value),
              }))}
              sx={Object.fromEntries(
                LINES.map(({ field, dash }) => [`& path[data-series="${field}"]`, { strokeDasharray: dash }]),
              )}
            >
              <LineNames last={results.at(-1)} colors={colors} />
            </LineChart>
          </Chart>
        )
      }
    </Loaded>
  );
}

const LINE_HEIGHT = 14;

/** The name of each line where it ends; names that would stand on one another are moved apart. */
function LineNames({
  last,
  colors,
}: {
  last: Schemas['PortfolioDayResponse'] | undefined;
  colors: readonly string[];
}) {
  const { left, top, width, height } = useDrawingArea();
  const scale = useYScale<'linear'>();
  if (!last) return null;
  const names = LINES.map(({ days, field }, index) => ({
    text: together(say('> {days} days', { days })),
    color: colors[index],
    at: scale(Number(last[field])),
  })).sort((one, other) => one.at - other.at);
  // From the lowest line up, so that none is below the axis.
  let free = top + height;
  for (const name of names.toReversed()) {
    name.at = Math.min(name.at, free);
    free = name.at - LINE_HEIGHT;
  }
  return (
    <g aria-hidden>
      {names.map(({ text, color, at }) => (
        <text key={text} x={left + width + 6} y={at} fill={color} fontSize={12} dominantBaseline="middle">
          {text}
        </text>
      ))}
    </g>
  );
}
