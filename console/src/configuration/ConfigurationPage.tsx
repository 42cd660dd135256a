import { Box, Typography } from '@mui/material';
import { Title } from 'react-admin';
import { Figures } from '../parts/Figures';
import { Loaded } from '../parts/Loaded';
import { changesOf, type FieldDescription, type Values } from '../parts/form';
import { instant } from '../parts/format';
import { Section } from '../parts/Section';
import { SimpleTable } from '../parts/SimpleTable';
import { useApi } from '../parts/use-api';
import { UserName } from '../users/UserName';
import { BankLogo } from './BankLogo';
import { ChangeCommand } from './ChangeCommand';
import type { Configuration, Schemas } from '../api/types';
import { fieldOf, GROUPS, labelOf, nested, shown } from './configuration';
import { ScoreBands } from './ScoreBands';
import { arrow, listedApart, pair, say } from '../words/say';

/** The terms on which the bank lends from now on, and what they were. */
export default function ConfigurationPage() {
  const configuration = useApi<Configuration>('bank_configuration/');
  const history = useApi<Schemas['BankConfigurationHistoryResponse']>('bank_configuration/history/');
  return (
    <Box sx={{ mt: 2 }}>
      <Title title={say('Bank configuration')} />
      <Loaded from={configuration} height={500}>
        {(found) => (
          <>
            <Typography color="text.secondary" sx={{ mb: 2 }}>
              {say(
                'Version {version}, in force since {at}. A change holds for loans that are requested from then on; loans that run keep their terms.',
                { version: found.version, at: instant(found.created_at) },
              )}
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
            <ScoreBands configuration={found} />
            <BankLogo />
          </>
        )}
      </Loaded>
      <Section title={say('History')}>
        <Loaded from={history} height={160}>
          {({ results }) => (
            <SimpleTable
              label={say('History of the configuration')}
              rows={results}
              columns={[
                { label: say('Version'), figure: true, value: (row) => row.version },
                { label: say('From'), value: (row) => instant(row.created_at) },
                {
                  label: say('By'),
                  value: (row) =>
                    row.created_by === null ? say('The system') : <UserName id={row.created_by} />,
                },
                { label: say('What changed'), isText: true, value: (row) => changesSince(row, results) },
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
  if (!before) return row.version === 1 ? say('The first version') : '';
  const changed = [...new Set([...Object.keys(row), ...Object.keys(before)])]
    .filter((name) => !['version', 'created_at', 'created_by'].includes(name))
    .filter((name) => JSON.stringify(fieldOf(row, name)) !== JSON.stringify(fieldOf(before, name)));
  return listedApart(
    changed.map((name) => pair(labelOf(name), `${shown(before, name)} ${arrow()} ${shown(row, name)}`)),
  );
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
  const fields = described.map((field): FieldDescription => {
    const value = fieldOf(configuration, field.name);
    return {
      ...field,
      initial: field.kind === 'switch' ? value === true : rawText(value),
      ...(field.kind === 'amount' ? { currency: configuration.currency } : {}),
    };
  });
  const body = (values: Values) => nested(changesOf(fields, values));
  return <ChangeCommand title={title} fields={fields} body={body} />;
}

/** As the API takes it back. */
const rawText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || Array.isArray(value) ? String(value) : '';
