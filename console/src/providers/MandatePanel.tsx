import EditIcon from '@mui/icons-material/Edit';
import { Box, Typography } from '@mui/material';
import { Figures } from '../parts/Figures';
import { Loaded } from '../parts/Loaded';
import { type Line } from '../parts/BeforeAfter';
import { Command } from '../parts/Command';
import { changesOf, type FieldDescription } from '../parts/form';
import { counted, instant, money, percent, personName } from '../parts/format';
import { SimpleTable } from '../parts/SimpleTable';
import { useApi } from '../parts/use-api';
import type { Configuration, Mandate, Provider, Schemas } from '../api/types';
import { say } from '../words/say';

const LINES: readonly Line<Mandate>[] = [
  [say('Paused'), (mandate) => (mandate.paused ? say('Yes') : say('No'))],
  [say('Keeps in reserve'), (mandate) => money(mandate.reserve_amount, mandate.currency)],
  [say('Most per loan'), (mandate) => money(mandate.max_per_loan, mandate.currency)],
  [say('Most per borrower'), (mandate) => money(mandate.max_per_borrower, mandate.currency)],
  [say('Most per borrower, of its total'), (mandate) => percent(mandate.max_per_borrower_share)],
  [say('Lowest score band'), (mandate) => mandate.lowest_score_band ?? '–'],
  [
    say('Longest term'),
    (mandate) => (mandate.longest_term_months ? counted(mandate.longest_term_months, 'month') : '–'),
  ],
  [say('Lends again what comes back'), (mandate) => (mandate.auto_reinvest ? say('Yes') : say('No'))],
];

function fieldsOf(mandate: Mandate, bands: readonly string[]): FieldDescription[] {
  const amount = (name: string, label: string, initial: string | null): FieldDescription => ({
    name,
    label,
    kind: 'amount',
    currency: mandate.currency,
    nullable: true,
    initial: initial ?? '',
    help: say('Empty: no limit'),
  });
  return [
    {
      name: 'paused',
      label: say('Paused'),
      kind: 'switch',
      initial: mandate.paused,
      help: say('lends nothing new'),
    },
    {
      name: 'reserve_amount',
      label: say('Keeps in reserve'),
      kind: 'amount',
      currency: mandate.currency,
      initial: mandate.reserve_amount,
    },
    amount('max_per_loan', say('Most per loan'), mandate.max_per_loan),
    amount('max_per_borrower', say('Most per borrower'), mandate.max_per_borrower),
    {
      ...amount(
        'max_per_borrower_share',
        say('Most per borrower, as a part of its total'),
        mandate.max_per_borrower_share,
      ),
      kind: 'percent',
      range: 'part',
    },
    {
      ...amount('lowest_score_band', say('Lowest score band'), mandate.lowest_score_band),
      kind: 'choice',
      choices: bands,
    },
    {
      name: 'longest_term_months',
      label: say('Longest term in months'),
      kind: 'number',
      nullable: true,
      initial: mandate.longest_term_months === null ? '' : String(mandate.longest_term_months),
      help: say('Empty: no limit'),
    },
    {
      name: 'auto_reinvest',
      label: say('Lends again what comes back'),
      kind: 'switch',
      initial: mandate.auto_reinvest,
    },
  ];
}

/** On what terms the provider lends, and since when. */
export function MandatePanel({ provider }: { provider: Provider }) {
  const query = { provider: provider.id };
  const mandate = useApi<Mandate>('providers/mandate/', query);
  const history = useApi<Schemas['MandateHistoryResponse']>('providers/mandate/history/', query);
  const bank = useApi<Configuration>('bank_configuration/');
  return (
    <Loaded from={mandate}>
      {(found) => {
        // Names of bands are the bank's; the mandate's own may be one that the bank has no more.
        const names = [found.lowest_score_band, ...(bank.data?.score_bands ?? []).map(({ name }) => name)];
        const fields = fieldsOf(found, [...new Set(names.filter((name) => name !== null))]);
        return (
          <>
            <Figures rows={LINES.map(([label, value]) => [label, value(found)] as const)} min={190} />
            <Box sx={{ my: 2 }}>
              <Command
                name={say('Change mandate')}
                icon={<EditIcon />}
                text={say(
                  'On behalf of {name}. It holds for what is lent from now on; the history says that staff changed it.',
                  { name: personName(provider) },
                )}
                path={`providers/mandate/?provider=${provider.id}`}
                method="PATCH"
                fields={fields}
                body={(values) => changesOf(fields, values)}
                done={say('The mandate is changed.')}
              />
            </Box>
            <Typography variant="subtitle2" component="h3">
              {say('History')}
            </Typography>
            <Loaded from={history}>
              {({ results }) => (
                <SimpleTable
                  label={say('History of the mandate')}
                  rows={results}
                  empty={say('It has never been changed.')}
                  columns={[
                    { label: say('Version'), figure: true, value: (row) => row.version },
                    { label: say('From'), value: (row) => instant(row.created_at) },
                    {
                      label: say('By'),
                      value: (row) =>
                        row.created_by === null
                          ? '–'
                          : row.created_by === provider.id
                            ? say('The provider')
                            : say('Staff'),
                    },
                    ...LINES.map(([label, value]) => ({ label, value })),
                  ]}
                />
              )}
            </Loaded>
          </>
        );
      }}
    </Loaded>
  );
}
