import EditIcon from '@mui/icons-material/Edit';
import { Box, Typography } from '@mui/material';
import { Title } from 'react-admin';
import { Command } from '../parts/Command';
import { Figures, Loaded } from '../parts/Bits';
import { changesOf, type FieldDescription, type Values } from '../parts/FormField';
import { instant, money, percent } from '../parts/format';
import { Section } from '../parts/Section';
import { SimpleTable } from '../parts/SimpleTable';
import { useApi } from '../parts/use-api';
import { UserName } from '../users/UserName';
import { ChangePreview, type Preview } from './ChangePreview';
import { GROUPS, labelOf, shown, type Configuration } from './configuration';

/** The terms on which the bank lends from now on, and what they were. */
export default function ConfigurationPage() {
  const configuration = useApi<Configuration>('bank_configuration/');
  const history = useApi<{ results: Configuration[] }>('bank_configuration/history/');
  return (
    <Box sx={{ mt: 2 }}>
      <Title title="Bank configuration" />
      <Loaded from={configuration} height={500}>
        {(found) => (
          <>
            <Typography color="text.secondary" sx={{ mb: 2 }}>
              Version {found.version}, in force since {instant(found.created_at)}. A change holds for loans
              that are requested from then on; loans that run keep their terms.
            </Typography>
            <Box
              sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '1fr 1fr' } }}
            >
              {GROUPS.map(([title, fields]) => (
                <Section
                  key={title}
                  title={title}
                  actions={<Change title={title} fields={fields} configuration={found} />}
                >
                  <Figures
                    rows={fields.map(({ name, label }) => [label, shown(found, name)] as const)}
                    min={170}
                  />
                </Section>
              ))}
            </Box>
            <Section title="Score bands" actions={<ChangeBands configuration={found} />}>
              <SimpleTable
                label="Score bands"
                rows={found.score_bands}
                empty="None: credit scores have no effect on what is lent."
                columns={[
                  { label: 'Band', value: (band) => band.name },
                  { label: 'From a score of', figure: true, value: (band) => band.min_score },
                  {
                    label: 'Most for a loan',
                    figure: true,
                    value: (band) => money(band.max_loan_amount, found.currency),
                  },
                  {
                    label: 'On top of the rate',
                    figure: true,
                    value: (band) => percent(band.rate_adjustment),
                  },
                  { label: 'Place in the queue', figure: true, value: (band) => band.queue_priority },
                ]}
              />
            </Section>
          </>
        )}
      </Loaded>
      <Section title="History">
        <Loaded from={history} height={160}>
          {({ results }) => (
            <SimpleTable
              label="History of the configuration"
              rows={results}
              columns={[
                { label: 'Version', figure: true, value: (row) => row.version },
                { label: 'From', value: (row) => instant(row.created_at) },
                {
                  label: 'By',
                  value: (row) => (row.created_by === null ? 'The system' : <UserName id={row.created_by} />),
                },
                { label: 'What changed', isText: true, value: (row) => changesSince(row, results) },
              ]}
            />
          )}
        </Loaded>
      </Section>
    </Box>
  );
}

/** In words, what a version has that the one before it had not. */
function changesSince(row: Configuration, all: readonly Configuration[]): string {
  const before = all.find(({ version }) => version === row.version - 1);
  if (!before) return row.version === 1 ? 'The first version' : '';
  return Object.keys(row)
    .filter((name) => !['version', 'created_at', 'created_by'].includes(name))
    .filter((name) => JSON.stringify(row[name]) !== JSON.stringify(before[name]))
    .map((name) => `${labelOf(name)}: ${shown(before, name)} → ${shown(row, name)}`)
    .join('; ');
}

function Change({
  title,
  fields: described,
  configuration,
}: {
  title: string;
  fields: readonly FieldDescription[];
  configuration: Configuration;
}) {
  const fields = described.map((field): FieldDescription => ({
    ...field,
    initial:
      field.kind === 'switch' ? configuration[field.name] === true : rawText(configuration[field.name]),
  }));
  const body = (values: Values) => changesOf(fields, values);
  return <ChangeCommand title={title} fields={fields} body={body} />;
}

/** As the API takes it back. */
const rawText = (value: Configuration[string] | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

function ChangeBands({ configuration }: { configuration: Configuration }) {
  const fields: FieldDescription[] = [
    {
      name: 'score_bands',
      label: 'Bands, a line each',
      kind: 'long',
      optional: true,
      initial: configuration.score_bands
        .map((band) =>
          [
            band.name,
            band.min_score,
            band.max_loan_amount ?? '-',
            band.rate_adjustment,
            band.queue_priority,
          ].join(', '),
        )
        .join('\n'),
      help: 'name, lowest score, most for a loan (or -), on top of the rate, place in the queue. As in: good, 640, 5000.00, -0.005, 1',
    },
  ];
  const body = (values: Values) => ({ score_bands: bandsOf(String(values.score_bands)) });
  return <ChangeCommand title="Score bands" fields={fields} body={body} />;
}

/** What is missing in a line is left out: the API says what is wrong with it. */
function bandsOf(text: string): object[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const [name, min, max, rate, priority] = line.split(',').map((part) => part.trim());
    return {
      name,
      min_score: Number(min),
      ...(max && max !== '-' ? { max_loan_amount: max } : {}),
      ...(rate ? { rate_adjustment: rate } : {}),
      ...(priority ? { queue_priority: Number(priority) } : {}),
    };
  });
}

function ChangeCommand({
  title,
  fields,
  body,
}: {
  title: string;
  fields: readonly FieldDescription[];
  body: (values: Values) => object;
}) {
  return (
    <Command<Preview>
      name={`Change ${title.toLowerCase()}`}
      icon={<EditIcon />}
      text="You will see what a loan costs before and after, before anything is changed."
      path="bank_configuration/"
      method="PATCH"
      fields={fields}
      body={body}
      preview={{
        path: 'bank_configuration/preview/',
        query: {},
        body: body,
        show: (preview) => <ChangePreview preview={preview} />,
      }}
      done="The configuration is changed."
    />
  );
}
