import { Box } from '@mui/material';
import { Ref } from '../parts/Links';
import { Loaded } from '../parts/Loaded';
import { count, money, percent } from '../parts/format';
import { Section } from '../parts/Section';
import { SimpleTable } from '../parts/SimpleTable';
import { useApi } from '../parts/use-api';
import type { Schemas } from '../api/types';
import { say } from '../words/say';

/** On whom the bank depends: the ten largest of each. */
export function Concentration() {
  const report = useApi<Schemas['ConcentrationResponse']>('reports/concentration/');
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: '1fr 1fr' },
        '& > *': { minWidth: 0 },
      }}
    >
      <Section title={say('Largest borrowers')}>
        <Loaded from={report} height={300}>
          {({ borrowers, currency }) => (
            <SimpleTable
              label={say('Largest borrowers')}
              rows={borrowers}
              columns={[
                {
                  label: say('Customer'),
                  isText: true,
                  value: (row) => <Ref kind="customer" id={row.customer} name={row.name} />,
                },
                { label: say('Loans'), figure: true, value: (row) => count(row.loans) },
                {
                  label: say('Principal'),
                  figure: true,
                  value: (row) => money(row.principal_outstanding, currency),
                },
                { label: say('Share'), figure: true, value: (row) => percent(row.ratio) },
              ]}
            />
          )}
        </Loaded>
      </Section>
      <Section title={say('Largest providers')}>
        <Loaded from={report} height={300}>
          {({ providers, currency }) => (
            <SimpleTable
              label={say('Largest providers')}
              rows={providers}
              columns={[
                {
                  label: say('Provider'),
                  isText: true,
                  value: (row) => <Ref kind="provider" id={row.provider} name={row.name} />,
                },
                { label: say('Loans'), figure: true, value: (row) => count(row.loans) },
                {
                  label: say('Principal out'),
                  figure: true,
                  value: (row) => money(row.principal_outstanding, currency),
                },
                { label: say('Share'), figure: true, value: (row) => percent(row.ratio) },
              ]}
            />
          )}
        </Loaded>
      </Section>
    </Box>
  );
}
