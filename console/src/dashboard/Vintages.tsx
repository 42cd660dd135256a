import { Table, TableBody, TableCell, TableContainer, TableHead, TableRow, Typography } from '@mui/material';
import { alpha } from '@mui/material/styles';
import { To } from '../parts/Links';
import { Loaded } from '../parts/Loaded';
import { count, monthName, money, percent } from '../parts/format';
import { Section } from '../parts/Section';
import { useApi } from '../parts/use-api';
import type { Schemas } from '../api/types';
import { say } from '../words/say';

const lastDayOf = (month: string) => {
  const [year, nr] = month.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, nr ?? 1, 0)).toISOString().slice(0, 10);
};

/** Loans by the month in which they began: how much of what was lent had gone into default, month by month. */
export function Vintages() {
  const report = useApi<Schemas['VintagesResponse']>('reports/vintages/', { months: 12 });
  return (
    <Section title={say('Vintages')}>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
        {say('The part of each month’s lending that had gone into default after each number of months.')}
      </Typography>
      <Loaded from={report} height={240}>
        {({ results, currency }) => {
          const first = results.findIndex((row) => row.loans > 0);
          if (first < 0) return <Typography color="text.secondary">{say('Nothing yet.')}</Typography>;
          // The months before the first loan say nothing.
          const rows = results.slice(first);
          const longest = Math.max(...rows.map((row) => row.defaulted_ratio_by_month.length));
          return (
            <TableContainer tabIndex={0} role="region" aria-label={say('Vintages')}>
              <Table size="small" aria-label={say('Vintages')}>
                <TableHead>
                  <TableRow>
                    <TableCell>{say('Month')}</TableCell>
                    <TableCell align="right">{say('Loans')}</TableCell>
                    <TableCell align="right">{say('Lent')}</TableCell>
                    {Array.from({ length: longest }, (_, month) => (
                      <TableCell key={month} align="right">
                        {month === 0 ? say('Same month') : `+${String(month)}`}
                      </TableCell>
                    ))}
                  </TableRow>
                </TableHead>
                <TableBody>
                  {rows.map((row) => (
                    <TableRow key={row.month}>
                      <TableCell sx={{ whiteSpace: 'nowrap' }}>
                        <To
                          to={`/loans?filter=${encodeURIComponent(
                            JSON.stringify({
                              started_from: `${row.month}-01`,
                              started_to: lastDayOf(row.month),
                            }),
                          )}`}
                        >
                          {monthName(row.month)}
                        </To>
                      </TableCell>
                      <TableCell align="right">{count(row.loans)}</TableCell>
                      <TableCell align="right">{money(row.lent, currency)}</TableCell>
                      {Array.from({ length: longest }, (_, month) => {
                        const ratio = row.defaulted_ratio_by_month[month];
                        const strength = ratio === undefined ? 0 : Math.min(0.35, Number(ratio) * 2);
                        return (
                          <TableCell
                            key={month}
                            align="right"
                            title={percent(ratio)}
                            sx={{ bgcolor: (theme) => alpha(theme.palette.error.main, strength) }}
                          >
                            {ratio === undefined || row.loans === 0 ? '' : percent(ratio, 1)}
                          </TableCell>
                        );
                      })}
                    </TableRow>
                  ))}
                </TableBody>
              </Table>
            </TableContainer>
          );
        }}
      </Loaded>
    </Section>
  );
}
