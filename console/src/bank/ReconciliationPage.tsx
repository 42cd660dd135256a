import { Box } from '@mui/material';
import { useState } from 'react';
import { Title } from 'react-admin';
import { inFours } from '../../../web/in-fours';
import type { Schemas } from '../api/types';
import { DatePick } from '../parts/DatePick';
import { Figures } from '../parts/Figures';
import { To } from '../parts/Links';
import { Loaded } from '../parts/Loaded';
import { counted, date, money } from '../parts/format';
import { Section } from '../parts/Section';
import { SimpleTable } from '../parts/SimpleTable';
import { useApi } from '../parts/use-api';
import { Agreement } from './AccountFigures';
import { LineList } from './LineList';
import { say } from '../words/say';

type Report = Schemas['ReconciliationResponse'];

/** What the bank says, what the books say, and by name what stands between them. */
export default function ReconciliationPage() {
  const [on, setOn] = useState('');
  const report = useApi<Report>('reports/reconciliation/', { on });
  return (
    <Box sx={{ mt: 2 }}>
      <Title title={say('Reconciliation')} />
      <DatePick
        label={say('At the end of')}
        name="on"
        value={on}
        fallback={report.data?.on}
        error={report.error}
        onChange={setOn}
      />
      <Loaded from={report} height={400}>
        {(found) => <Found report={found} />}
      </Loaded>
    </Box>
  );
}

function Found({ report }: { report: Report }) {
  const { currency, accounts, lines } = report;
  const amount = (text: string) => money(text, currency);
  const open = accounts.reduce((sum, { open_lines: { count } }) => sum + count, 0);
  return (
    <>
      <Section title={say('Bank and books')} actions={<To to="/bank_statements">{say('Statements')}</To>}>
        {accounts.length > 0 && <Agreement report={report} />}
        <SimpleTable
          label={say('Bank accounts')}
          rows={accounts}
          empty={say('There is no bank account. Add one under “Bank statements”.')}
          columns={[
            { label: say('Account'), isText: true, value: (row) => row.name },
            {
              label: say('Number'),
              isText: true,
              value: (row) => <bdi dir="ltr">{inFours(row.number)}</bdi>,
            },
            {
              label: say('Last statement'),
              value: (row) => (row.statement_to === null ? say('None yet') : date(row.statement_to)),
            },
            { label: say('Bank says'), figure: true, value: (row) => amount(row.bank_says) },
            { label: say('Books say'), figure: true, value: (row) => amount(row.books_say) },
            { label: say('Difference'), figure: true, value: (row) => amount(row.difference) },
            { label: say('Open lines'), figure: true, value: (row) => row.open_lines.count },
            { label: say('Came in'), figure: true, value: (row) => amount(row.open_lines.came_in) },
            { label: say('Left'), figure: true, value: (row) => amount(row.open_lines.left) },
          ]}
        />
      </Section>
      <Section title={say('Between bank and loans')} actions={<To to="/transfers">{say('Transfers')}</To>}>
        <Figures
          min={260}
          rows={[
            [say('Counts for somebody, not in the bank yet'), amount(report.in_clearing)],
            [say('Promised to somebody, not gone yet'), amount(report.promised)],
          ]}
        />
      </Section>
      <Section title={say('Not explained: {lines}', { lines: counted(open, 'line') })}>
        <LineList lines={lines} empty={say('Every line is explained.')} />
      </Section>
    </>
  );
}
