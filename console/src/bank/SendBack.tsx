import ReplyIcon from '@mui/icons-material/Reply';
import type { StatementLine } from '../api/types';
import { Command } from '../parts/Command';
import type { FieldDescription } from '../parts/form';
import { money } from '../parts/format';
import { say } from '../words/say';
import { linePreview } from './line-preview';

const FIELDS: FieldDescription[] = [
  {
    name: 'gateway',
    label: say('How it is sent'),
    kind: 'choice',
    choices: ['bank_file', 'sandbox'],
    labels: { bank_file: say('By a file for the bank'), sandbox: say('By the sandbox') },
    initial: 'bank_file',
  },
  {
    name: 'holder',
    label: say('Name of the one who gets it'),
    help: say('As the bank knows them, in Latin letters.'),
  },
  {
    name: 'iban',
    label: 'IBAN',
    optional: true,
    help: say('Or, in countries without IBANs, the two below.'),
  },
  { name: 'number', label: say('Account number'), optional: true },
  {
    name: 'bank',
    label: say('Bank'),
    optional: true,
    help: say('Its BIC, or its number in the country’s clearing.'),
  },
];

/** Sends money back that is nobody's here. */
export function SendBack({ line: { id, amount, currency, counterparty } }: { line: StatementLine }) {
  return (
    <Command
      name={say('Send back')}
      icon={<ReplyIcon />}
      text={say(
        'Promises the {amount} to the account that they came from. They leave with the next file for the bank.',
        { amount: money(amount, currency) },
      )}
      path={`statement_lines/${id}/send_back/`}
      preview={linePreview(`statement_lines/${id}/send_back/`)}
      fields={FIELDS.map((field) =>
        field.name === 'holder' && counterparty !== null ? { ...field, initial: counterparty } : field,
      )}
      movesMoney
      done={say('The money is promised to the account that it came from.')}
    />
  );
}
