import AddIcon from '@mui/icons-material/Add';
import DeleteIcon from '@mui/icons-material/Delete';
import { Box, Button, IconButton, Tooltip, Typography } from '@mui/material';
import { useRef, useState } from 'react';
import type { FieldDescription, Values } from '../parts/form';
import { money, percent } from '../parts/format';
import { Section } from '../parts/Section';
import { SimpleTable } from '../parts/SimpleTable';
import { LABELS } from '../parts/words';
import { ChangeCommand } from './ChangeCommand';
import type { Configuration, Schemas } from '../api/types';
import { say } from '../words/say';

/** What a credit score brings, band by band. */
export function ScoreBands({ configuration }: { configuration: Configuration }) {
  return (
    <Section
      title={say('Score bands')}
      // A form that was left is begun again from what is in force.
      actions={<ChangeBands key={configuration.version} configuration={configuration} />}
    >
      <SimpleTable
        label={say('Score bands')}
        rows={configuration.score_bands}
        empty={say('None: credit scores have no effect on what is lent.')}
        columns={[
          { label: say('Band'), value: (band) => band.name },
          { label: say('From a score of'), figure: true, value: (band) => band.min_score },
          {
            label: say('Most for a loan'),
            figure: true,
            value: (band) => money(band.max_loan_amount, configuration.currency),
          },
          { label: say('On top of the rate'), figure: true, value: (band) => percent(band.rate_adjustment) },
          { label: say('Place in the queue'), figure: true, value: (band) => band.queue_priority },
        ]}
      />
    </Section>
  );
}

type ScoreBand = Schemas['ScoreBandResponse'];

/** A band in the form; its key stays while others come and go. */
interface Row {
  key: number;
  band?: ScoreBand;
}

const nameOf = ({ key }: Row, field: string): string => `band ${String(key)} ${field}`;

function fieldsOf(row: Row, index: number, currency: string): FieldDescription[] {
  const field = (name: keyof ScoreBand, rest: Partial<FieldDescription>): FieldDescription => ({
    name: nameOf(row, name),
    path: `score_bands.${String(index)}.${name}`,
    label: LABELS[name] ?? '',
    initial: row.band?.[name] ?? '',
    ...rest,
  });
  return [
    field('name', { label: say('Band') }),
    field('min_score', { kind: 'number' }),
    field('max_loan_amount', { kind: 'amount', currency, nullable: true, help: say('Empty: the bank’s') }),
    field('rate_adjustment', { kind: 'percent', range: 'adjustment', optional: true }),
    field('queue_priority', { kind: 'number', optional: true }),
  ];
}

function ChangeBands({ configuration }: { configuration: Configuration }) {
  const [rows, setRows] = useState<Row[]>(() =>
    configuration.score_bands.map((band, key) => ({ key, band })),
  );
  const nextKey = useRef(rows.length);
  const fields = rows.flatMap((row, index) => fieldsOf(row, index, configuration.currency));
  const body = (values: Values) => ({
    score_bands: rows.map((row) => {
      const of = (name: keyof ScoreBand) => values[nameOf(row, name)];
      const priority = of('queue_priority');
      return {
        name: of('name'),
        min_score: of('min_score'),
        ...(of('max_loan_amount') === null ? {} : { max_loan_amount: of('max_loan_amount') }),
        ...(of('rate_adjustment') ? { rate_adjustment: of('rate_adjustment') } : {}),
        ...(typeof priority === 'number' ? { queue_priority: priority } : {}),
      };
    }),
  });
  return (
    <ChangeCommand
      title={say('Score bands')}
      fields={fields}
      body={body}
      arrange={(field) => (
        <>
          {rows.map((row, index) => (
            <Box
              key={row.key}
              component="fieldset"
              sx={{ border: 0, borderTop: 1, borderColor: 'divider', m: 0, p: 0, pt: 1, mb: 1 }}
            >
              <Box sx={{ display: 'flex', alignItems: 'center' }}>
                <Typography component="h3" variant="subtitle2" sx={{ flexGrow: 1 }}>
                  {say('Band {nr}', { nr: index + 1 })}
                </Typography>
                <Tooltip title={say('Remove band {nr}', { nr: index + 1 })}>
                  <IconButton
                    size="small"
                    aria-label={say('Remove band {nr}', { nr: index + 1 })}
                    onClick={() => {
                      setRows(rows.filter(({ key }) => key !== row.key));
                    }}
                  >
                    <DeleteIcon fontSize="small" />
                  </IconButton>
                </Tooltip>
              </Box>
              <Box sx={{ display: 'grid', columnGap: 1.5, gridTemplateColumns: { sm: '1fr 1fr' } }}>
                {fieldsOf(row, index, configuration.currency).map(({ name }) => field(name))}
              </Box>
            </Box>
          ))}
          {rows.length === 0 && (
            <Typography>{say('No bands: credit scores have no effect on what is lent.')}</Typography>
          )}
          <Button
            size="small"
            startIcon={<AddIcon />}
            onClick={() => {
              nextKey.current += 1;
              setRows([...rows, { key: nextKey.current }]);
            }}
          >
            {say('Add a band')}
          </Button>
        </>
      )}
    />
  );
}
