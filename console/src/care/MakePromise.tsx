import HandshakeIcon from '@mui/icons-material/Handshake';
import { Command } from '../parts/Command';
import { money } from '../parts/format';
import { CONTACTS } from './contact-words';
import { say } from '../words/say';

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
      name={hasOpen ? say('Another promise') : say('Promise to pay')}
      icon={<HandshakeIcon />}
      text={
        say(
          'What the borrower says will be paid, and by when. Two days after that date the day-close decides whether it was kept.',
        ) + (hasOpen ? ` ${say('It takes the place of the open promise.')}` : '')
      }
      path={`loans/${loan.id}/promises/`}
      fields={[
        {
          name: 'amount',
          label: say('Amount in {currency}', { currency: loan.currency }),
          kind: 'amount',
          currency: loan.currency,
          initial: loan.due,
          help: say('Due now: {amount}', { amount: money(loan.due, loan.currency) }),
        },
        { name: 'due_on', label: say('To be paid by'), kind: 'date', help: say('At most 31 days ahead.') },
        {
          name: 'channel',
          label: say('Given'),
          kind: 'choice',
          choices: [...CONTACTS, 'counter'],
          initial: 'call',
        },
        {
          name: 'note',
          label: say('What was said'),
          kind: 'long',
          optional: true,
          help: say('Only staff read it.'),
        },
      ]}
      body={(values) => ({ ...values, ...(hasOpen && { replace: true }) })}
      movesMoney
      done={say('The promise is written down.')}
    />
  );
}
