import { AutocompleteInput, ReferenceInput, type RaRecord } from 'react-admin';
import { inFours } from '../../../web/in-fours';
import { money, personName, shortId } from './format';

export interface Row extends RaRecord {
  customer_name?: string;
  amount?: string;
  currency?: string;
  username?: string;
  number?: string;
}

export const nameOf = (row: Row): string =>
  row.username === undefined
    ? [
        row.number ? inFours(row.number) : shortId(String(row.id)),
        row.customer_name,
        row.amount && money(row.amount, row.currency),
      ]
        .filter(Boolean)
        .join(' · ')
    : personName(row);

/** A filter by one loan, payment or provider, which is looked for by name or by number. */
export function Picker({
  source,
  reference,
  label,
}: {
  source: string;
  reference: string;
  label: string;
  alwaysOn?: boolean;
}) {
  return (
    <ReferenceInput source={source} reference={reference} sort={{ field: 'created_at', order: 'DESC' }}>
      <AutocompleteInput
        label={label}
        optionText={nameOf}
        filterToQuery={(search: string) => ({ search: search.trim() })}
        sx={{ minWidth: 280 }}
      />
    </ReferenceInput>
  );
}
