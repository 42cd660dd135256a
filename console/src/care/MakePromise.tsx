import HandshakeIcon from '@mui/icons-material/Handshake';
import { Command } from '../parts/Command';
import { money } from '../parts/format';
import { CONTACTS } from './contact-words';

/** Writes down what the borrower says will be paid, and by when. */
export function MakePromise({
  loan,
  hasOpen,
}: {
  loan: { id: string; currency: string; due: string };
  /** Whether there is one already, which this one replaces. */
  hasOpen: boolean;
}) {
  return (
    <Command
      name={hasOpen ? 'Another promise' : 'Promise to pay'}
      icon={<HandshakeIcon />}
      text={
        'What the borrower says will be paid, and by when. Two days after that date the day-close decides whether it ' +
        `was kept.${hasOpen ? ' It takes the place of the open promise.' : ''}`
      }
      path={`loans/${loan.id}/promises/`}
      fields={[
        {
          name: 'amount',
          label: `Amount in ${loan.currency}`,
          kind: 'amount',
          currency: loan.currency,
          initial: loan.due,
          help: `Due now: ${money(loan.due, loan.currency)}`,
        },
        { name: 'due_on', label: 'To be paid by', kind: 'date', help: 'At most 31 days ahead.' },
        {
          name: 'channel',
          label: 'Given',
          kind: 'choice',
          choices: [...CONTACTS, 'counter'],
          initial: 'call',
        },
        { name: 'note', label: 'What was said', kind: 'long', optional: true, help: 'Only staff read it.' },
      ]}
      body={(values) => ({ ...values, ...(hasOpen && { replace: true }) })}
      movesMoney
      done="The promise is written down."
    />
  );
}
