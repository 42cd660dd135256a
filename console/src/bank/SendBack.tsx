import ReplyIcon from '@mui/icons-material/Reply';
import type { StatementLine } from '../api/types';
import { Command } from '../parts/Command';
import type { FieldDescription } from '../parts/form';
import { money } from '../parts/format';
import { ACCOUNT_FIELDS, PAYS_OUT } from '../people/PayoutAccounts';
import { say } from '../words/say';
import { linePreview } from './line-preview';

const FIELDS: FieldDescription[] = [
  {
    name: 'gateway',
    label: say('How it is sent'),
    kind: 'choice',
    choices: ['bank_file', 'sandbox'],
    labels: PAYS_OUT,
    initial: 'bank_file',
  },
  {
    name: 'holder',
    label: say('Name of the one who gets it'),
    help: say('As the bank knows them, in Latin letters.'),
  },
  ...ACCOUNT_FIELDS,
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
