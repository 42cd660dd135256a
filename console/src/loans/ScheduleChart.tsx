import { useTheme } from '@mui/material';
import { BarChart } from '@mui/x-charts/BarChart';
import type { ScheduleRow } from '../api/types';
import { date, length, moneyTick, money } from '../parts/format';
import { say } from '../words/say';
import { Chart, X_AXIS } from '../parts/Chart';

/** Each instalment: what is paid of it, and what is outstanding. */
export function ScheduleChart({ rows, currency }: { rows: readonly ScheduleRow[]; currency: string }) {
  const { palette } = useTheme();
  const shown = (value: number | null) => (value === null ? '' : money(String(value), currency));
  return (
    <Chart>
      <BarChart
        height={220}
        skipAnimation
        aria-label={say('Instalments: paid and outstanding')}
        margin={{ left: 8 }}
        xAxis={[
          { ...X_AXIS, scaleType: 'band', data: rows.map((row) => date(row.due_date)), tickLabelMinGap: 12 },
        ]}
        yAxis={[{ width: 'auto', valueFormatter: (value: number) => moneyTick(value, currency) }]}
        series={[
          {
            label: say('Paid'),
            data: rows.map((row) => length(row.paid)),
            stack: 'due',
            color: palette.success.main,
            valueFormatter: shown,
          },
          {
            label: say('Outstanding'),
            data: rows.map((row) => length(row.outstanding)),
            stack: 'due',
            color: palette.mode === 'dark' ? '#5f7d86' : '#9db4ba',
            valueFormatter: shown,
          },
        ]}
      />
    </Chart>
  );
}
