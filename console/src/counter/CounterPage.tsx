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
import { say } from '../words/say';

/** What went over the counter on a date: of one teller, which is oneself at first, and of all. */
export default function CounterPage() {
  const [parameters, setParameters] = useSearchParams();
  const { identity } = useGetIdentity();
  const on = parameters.get('on') ?? '';
  const user = parameters.get('user') ?? String(identity?.id ?? '');
  const own = useApi<Schemas['CounterResponse']>('reports/counter/', { on, user }, { enabled: user !== '' });
  const all = useApi<Schemas['CounterResponse']>('reports/counter/', { on });
  return (
    <Box sx={{ mt: 2 }}>
      <Title title={say('Counter')} />
      <DatePick
        label={say('Business date')}
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
      <Section title={say('All tellers')}>
        <Loaded from={all}>
          {({ tellers, currency, on: of }) => (
            <>
              <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
                {say('Whoever took in or paid out money on {date}, or whose till was counted.', {
                  date: date(of),
                })}
              </Typography>
              <SimpleTable
                label={say('Tellers')}
                rows={tellers}
                empty={say('Nothing went over the counter.')}
                columns={[
                  {
                    label: say('Teller'),
                    isText: true,
                    value: (row) => <To to={`/counter?on=${of}&user=${row.user}`}>{row.name}</To>,
                  },
                  { label: say('Receipts'), figure: true, value: (row) => count(row.receipts) },
                  { label: say('Cash in the till'), figure: true, value: (row) => money(row.cash, currency) },
                  {
                    label: say('Counted'),
                    figure: true,
                    value: (row) => money(row.count?.counted, currency),
                  },
                  {
                    label: say('Difference'),
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
