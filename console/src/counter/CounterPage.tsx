import { Box, Typography } from '@mui/material';
import { Title, useGetIdentity } from 'react-admin';
import { useSearchParams } from 'react-router-dom';
import type { Schemas } from '../api/types';
import { DatePick } from '../parts/DatePick';
import { To } from '../parts/Links';
import { Loaded } from '../parts/Loaded';
import { count, date, money } from '../parts/format';
import { Section } from '../parts/Section';
import { SimpleTable } from '../parts/SimpleTable';
import { useApi } from '../parts/use-api';
import { TellersDay } from './TellersDay';

/** What went over the counter on a date: of one teller, which is oneself at first, and of all. */
export default function CounterPage() {
  const [parameters, setParameters] = useSearchParams();
  const { identity } = useGetIdentity();
  const on = parameters.get('on') ?? '';
  const user = parameters.get('user') ?? String(identity?.id ?? '');
  const own = useApi<Schemas['CounterResponse']>('reports/counter/', { on, user }, user !== '');
  const all = useApi<Schemas['CounterResponse']>('reports/counter/', { on });
  return (
    <Box sx={{ mt: 2 }}>
      <Title title="Counter" />
      <DatePick
        label="Business date"
        name="on"
        value={on}
        fallback={all.data?.on}
        error={all.error}
        onChange={(chosen) => {
          setParameters({ ...Object.fromEntries(parameters), on: chosen });
        }}
      />
      <Loaded from={own} height={240}>
        {(day) => <TellersDay key={`${day.on} ${user}`} day={day} isOwn={user === String(identity?.id)} />}
      </Loaded>
      <Section title="All tellers">
        <Loaded from={all}>
          {({ tellers, currency, on: of }) => (
            <>
              <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
                Whoever took in or paid out money on {date(of)}, or whose till was counted.
              </Typography>
              <SimpleTable
                label="Tellers"
                rows={tellers}
                empty="Nothing went over the counter."
                columns={[
                  {
                    label: 'Teller',
                    isText: true,
                    value: (row) => <To to={`/counter?on=${of}&user=${row.user}`}>{row.name}</To>,
                  },
                  { label: 'Receipts', figure: true, value: (row) => count(row.receipts) },
                  { label: 'Cash in the till', figure: true, value: (row) => money(row.cash, currency) },
                  {
                    label: 'Counted',
                    figure: true,
                    value: (row) => money(row.count?.counted, currency),
                  },
                  {
                    label: 'Difference',
                    figure: true,
                    value: (row) => money(row.count?.difference, currency),
                  },
                ]}
              />
            </>
          )}
        </Loaded>
      </Section>
    </Box>
  );
}
