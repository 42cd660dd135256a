import TableViewIcon from '@mui/icons-material/TableView';
import type { Schemas } from '../api/types';
import { Command } from '../parts/Command';
import type { FieldDescription, Values } from '../parts/form';
import { say } from '../words/say';

type Account = Schemas['BankAccountResponse'];
type Format = NonNullable<Account['csv_format']>;

const COLUMNS: [name: keyof Format['columns'], label: string, help: string][] = [
  ['booked_on', say('Column of the date'), say('As the first row of the file has it.')],
  ['amount', say('Column of the amount'), say('With its sign. Empty where the next two have it.')],
  ['credit', say('Column of what came in'), ''],
  ['debit', say('Column of what left'), ''],
  ['remittance', say('Columns of the text'), say('Several are separated by commas.')],
  ['counterparty', say('Column of the name'), say('Of who paid, or was paid.')],
  ['reference', say('Column of the reference'), ''],
  ['value_on', say('Column of the value date'), ''],
  ['currency', say('Column of the currency'), ''],
  ['balance', say('Column of the balance'), say('After each row. It proves that none is missing.')],
];
const NEEDED = ['booked_on', 'remittance'];

function fieldsOf(format: Format | null): FieldDescription[] {
  return [
    {
      name: 'separator',
      label: say('Between columns'),
      kind: 'choice',
      choices: [';', ',', '\t', '|'],
      labels: { ';': say('Semicolon'), ',': say('Comma'), '\t': say('Tab'), '|': say('Bar') },
      initial: format?.separator ?? ';',
    },
    {
      name: 'skip_rows',
      label: say('Rows before the names of the columns'),
      kind: 'number',
      initial: format?.skip_rows ?? '0',
    },
    {
      name: 'date_format',
      label: say('How dates are written'),
      initial: format?.date_format ?? 'DD.MM.YYYY',
      help: say('DD or D, MM or M, and YYYY or YY'),
    },
    {
      name: 'decimal_separator',
      label: say('Before the decimals'),
      kind: 'choice',
      choices: [',', '.'],
      labels: { ',': say('Comma: 1.234,56'), '.': say('Point: 1,234.56') },
      initial: format?.decimal_separator ?? ',',
    },
    ...COLUMNS.map(([name, label, help]): FieldDescription => {
      const known = format?.columns[name];
      return {
        name,
        path: `columns.${name}`,
        label,
        help,
        optional: !NEEDED.includes(name),
        initial: (Array.isArray(known) ? known.join(', ') : known) ?? '',
      };
    }),
  ];
}

/** The API takes columns apart; what was emptied is left out. */
function bodyOf({
  separator,
  skip_rows,
  date_format,
  decimal_separator,
  remittance,
  ...columns
}: Values): object {
  const texts = String(remittance ?? '').split(',');
  return {
    ...{ separator, skip_rows, date_format, decimal_separator },
    columns: {
      ...Object.fromEntries(Object.entries(columns).filter(([, column]) => column !== '')),
      remittance: texts.map((text) => text.trim()).filter((text) => text !== ''),
    },
  };
}

/** Says once how the bank writes its CSV files. */
export function CsvFormat({ account: { id, name, csv_format: format } }: { account: Account }) {
  return (
    <Command
      name={format === null ? say('Set up CSV') : say('Change CSV')}
      icon={<TableViewIcon />}
      text={say(
        'How the CSV files of {name} are written. Banks that give camt.053 or MT940 need none of it.',
        { name },
      )}
      path={`bank_accounts/${id}/csv_format/`}
      method="PUT"
      fields={fieldsOf(format)}
      body={bodyOf}
      done={say('CSV files of this account are read so.')}
    />
  );
}
