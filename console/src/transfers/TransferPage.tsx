import { Alert, Box } from '@mui/material';
import { ShowBase, Title, useRecordContext } from 'react-admin';
import type { Schemas, Transfer } from '../api/types';
import { Figures } from '../parts/Figures';
import { LoanRef } from '../parts/Links';
import { date, instant, money, shortId } from '../parts/format';
import { Section } from '../parts/Section';
import { Status } from '../parts/Status';
import { words } from '../parts/words';
import { UserName } from '../users/UserName';
import { Party } from './Party';
import { DIRECTIONS, PURPOSES, STANDS } from './transfer-words';
import { failureInWords } from './failure-words';
import { TransferActions } from './TransferActions';
import { TransferSteps } from './TransferSteps';
import { apart, say, sayWith } from '../words/say';

export default function TransferPage() {
  return (
    <ShowBase resource="transfers">
      <TransferDetails />
    </ShowBase>
  );
}

/** Somebody who comes from the list sees what the list knew, until the steps are there. */
type TransferOnPage = Transfer & Partial<Pick<Schemas['TransferDetailResponse'], 'steps' | 'proposal'>>;

function TransferDetails() {
  const transfer = useRecordContext<TransferOnPage>();
  if (!transfer) return null;
  const amount = (text: string) => money(text, transfer.currency);
  return (
    <Box sx={{ mt: 2 }}>
      <Title
        title={say('Transfer {number} · {amount}', {
          number: shortId(transfer.id),
          amount: amount(transfer.amount),
        })}
      />
      <Trouble transfer={transfer} />
      {transfer.proposal && <Proposal proposal={transfer.proposal} />}
      <Section title={PURPOSES[transfer.purpose]} actions={<TransferActions transfer={transfer} />}>
        <Figures
          rows={[
            [say('State'), <Status key="state" value={transfer.state} />],
            [say('In the books'), STANDS[transfer.stands]],
            [say('Amount'), amount(transfer.amount)],
            [say('Kept by the gateway'), amount(transfer.fee)],
            [say('Direction'), DIRECTIONS[transfer.direction]],
            [say('Of'), <Party key="party" transfer={transfer} />],
            [say('Loan'), <LoanRef key="loan" loan={transfer.loan} number={transfer.loan_number} />],
            [say('Through'), words(transfer.gateway)],
            [say('Counts from'), date(transfer.counts_from)],
            ...(transfer.autopay_due_date === null
              ? []
              : ([[say('Automatically, for what is due'), date(transfer.autopay_due_date)]] as const)),
            ...(transfer.hold_until === null
              ? []
              : ([[say('Held until'), date(transfer.hold_until)]] as const)),
            [say('Asked for'), instant(transfer.created_at)],
            [say('In its state since'), instant(transfer.state_since)],
            [say('Number in full'), transfer.id],
          ]}
        />
      </Section>
      <Section title={say('Steps')}>{transfer.steps && <TransferSteps steps={transfer.steps} />}</Section>
    </Box>
  );
}

/** What a member of staff has said, and waits for another one to say too. */
function Proposal({ proposal }: { proposal: NonNullable<Schemas['TransferDetailResponse']['proposal']> }) {
  const { outcome, reason, proposed_by: by, proposed_at: at } = proposal;
  return (
    <Alert severity="info" sx={{ mb: 1.5 }}>
      {sayWith('Proposed by {by}, {at}: {outcome}. {reason}', {
        by: <UserName id={by} />,
        at: instant(at),
        outcome: words(outcome),
        reason: apart(reason),
      })}
    </Alert>
  );
}

/** Why somebody should look at it. */
function Trouble({ transfer }: { transfer: Transfer }) {
  const { state, failure_code: code } = transfer;
  if (state === 'review') {
    return (
      <Alert severity="warning" sx={{ mb: 1.5 }}>
        {say('Somebody has to say where this transfer ended.')} {code !== null && <Why transfer={transfer} />}
      </Alert>
    );
  }
  if (state === 'unknown') {
    return (
      <Alert severity="warning" sx={{ mb: 1.5 }}>
        {say(
          'Whether the gateway got this request is not known yet. It is asked until it says so, and never charged twice.',
        )}
      </Alert>
    );
  }
  if (code === null) return null;
  return (
    <Alert severity={state === 'returned' ? 'error' : 'info'} sx={{ mb: 1.5 }}>
      <Why transfer={transfer} />
    </Alert>
  );
}

/** What is known of a failure in words of the page, and beside it what a gateway or staff wrote of it, as they did. */
function Why({ transfer }: { transfer: Transfer }) {
  const { said, written } = failureInWords(transfer);
  if (written === null) return said ?? words(transfer.failure_code ?? '');
  const quoted = sayWith('written.quoted', {
    text: (
      <bdi key="text" dir="auto">
        {written}
      </bdi>
    ),
  });
  return (
    <>
      {said} {quoted}
    </>
  );
}
