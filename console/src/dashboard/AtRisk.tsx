import { Box, Typography, useTheme } from '@mui/material';
import { BarChart } from '@mui/x-charts/BarChart';
import { To } from '../parts/Links';
import { Loaded } from '../parts/Loaded';
import { count, counted, length, money, moneyTick, percent } from '../parts/format';
import { Section } from '../parts/Section';
import { SimpleTable } from '../parts/SimpleTable';
import { useApi } from '../parts/use-api';
import { ageColors } from '../theme';
import type { Schemas } from '../api/types';
import { Trend } from './Trend';
import { say, sayWith, together } from '../words/say';
import { Chart, X_AXIS } from '../parts/Chart';

const linkTo = (filter: object) => `/loans?filter=${encodeURIComponent(JSON.stringify(filter))}`;
const OPEN = ['active', 'overdue', 'defaulted'];

/** PAR(n): all outstanding principal of loans more than n days late, over all outstanding principal. */
export function AtRisk() {
  const report = useApi<Schemas['PortfolioReportResponse']>('reports/portfolio/');
  return (
    <Section title={say('Portfolio at risk')}>
      <Loaded from={report} height={300}>
        {(found) => (
          <>
            <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(3, minmax(0, 1fr))', gap: 1, mb: 1 }}>
              {found.portfolio_at_risk.map(({ days, ratio, principal, loans }) => (
                <Box key={days}>
                  <Typography variant="caption" color="text.secondary">
                    {say('More than {days} days late', { days })}
                  </Typography>
                  <Typography variant="h5" component="p">
                    <To to={linkTo({ status: OPEN, days_past_due_from: days + 1 })}>{percent(ratio, 2)}</To>
                  </Typography>
                  <Typography variant="body2">
                    {`${money(principal, found.currency)} · ${counted(loans, 'loan')}`}
                  </Typography>
                </Box>
              ))}
            </Box>
            <Typography variant="body2" color="text.secondary">
              {sayWith('Of {amount} outstanding principal in {loans}', {
                amount: money(found.gross_outstanding, found.currency),
                loans: (
                  <To key="loans" to={linkTo({ status: OPEN })}>
                    {counted(found.loans, 'openLoan')}
                  </To>
                ),
              })}
            </Typography>
          </>
        )}
      </Loaded>
      <Trend />
    </Section>
  );
}

const bucketName = (from: number, to: number | null) =>
  from === 0
    ? say('Not late')
    : to === null
      ? say('Over {days} days', { days: from - 1 })
      : say('{from}–{to} days', { from, to });

/** Below a bar, where there is less room. */
const shortBucketName = (from: number, to: number | null) =>
  to === null ? say('> {days} days', { days: from - 1 }) : bucketName(from, to);

/** Outstanding principal by how late it is. */
export function Ageing() {
  const report = useApi<Schemas['PortfolioReportResponse']>('reports/portfolio/');
  const colors = ageColors(useTheme());
  return (
    <Section title={say('Ageing by balance')}>
      <Loaded from={report} height={300}>
        {({ ageing, currency, loans }) => (
          <>
            {loans > 0 && (
              <Chart>
                <BarChart
                  height={200}
                  skipAnimation
                  aria-label={say('Outstanding principal by days past due')}
                  margin={{ left: 0 }}
                  hideLegend
                  xAxis={[
                    {
                      ...X_AXIS,
                      scaleType: 'band',
                      data: ageing.map((age) => together(shortBucketName(age.from_days, age.to_days))),
                      colorMap: { type: 'ordinal', colors },
                    },
                  ]}
                  yAxis={[{ width: 'auto', valueFormatter: (value: number) => moneyTick(value, currency) }]}
                  series={[
                    {
                      data: ageing.map((age) => length(age.principal)),
                      valueFormatter: (value) => (value === null ? '' : money(String(value), currency)),
                    },
                  ]}
                />
              </Chart>
            )}
            <SimpleTable
              label={say('Ageing')}
              rows={ageing}
              columns={[
                {
                  label: say('Days past due'),
                  value: (age) => (
                    <To
                      to={linkTo({
                        status: OPEN,
                        ...(age.from_days === 0 ? {} : { days_past_due_from: age.from_days }),
                        ...(age.to_days === null ? {} : { days_past_due_to: age.to_days }),
                      })}
                    >
                      {bucketName(age.from_days, age.to_days)}
                    </To>
                  ),
                },
                { label: say('Loans'), figure: true, value: (age) => count(age.loans) },
                { label: say('Principal'), figure: true, value: (age) => money(age.principal, currency) },
                { label: say('Share'), figure: true, value: (age) => percent(age.ratio) },
              ]}
            />
          </>
        )}
      </Loaded>
    </Section>
  );
}
