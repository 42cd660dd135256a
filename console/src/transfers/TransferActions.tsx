import CancelIcon from '@mui/icons-material/Cancel';
import GavelIcon from '@mui/icons-material/Gavel';
import SyncIcon from '@mui/icons-material/Sync';
import { Alert, Box, Typography } from '@mui/material';
import type { Schemas, Transfer } from '../api/types';
import { BeforeAfter } from '../parts/BeforeAfter';
import { ChangedFigures } from '../parts/ChangedFigures';
import { Command } from '../parts/Command';
import type { FieldDescription } from '../parts/form';
import { money } from '../parts/format';
import { words } from '../parts/words';
import { ResendPayout } from './ResendPayout';
import { isUnsent, STANDS } from './transfer-words';
import { say } from '../words/say';

const CHOICES = {
  in: ['failed', 'succeeded', 'settled', 'returned', 'lost'],
  out: ['failed', 'paid', 'returned'],
};

const outcome = ({ direction }: Transfer): FieldDescription[] => [
  {
    name: 'outcome',
    label: say('Where it ended'),
    kind: 'choice',
    choices: CHOICES[direction],
    labels: {
      failed: say('Failed: the money never moved'),
      succeeded: say('Succeeded: the gateway has the money'),
      settled: say('Settled: the money is in the bank'),
      paid: say('Paid: the money has left the bank'),
      returned:
        direction === 'in'
          ? say('Returned: the payer took it back')
          : say('Returned: it left, and came back to the bank'),
      lost: say('Lost: it counts, and its money will never arrive'),
    },
  },
  {
    name: 'reason',
    label: say('How you know'),
    kind: 'long',
    help: say('What the page of the gateway or the bank statement says. It is kept with the transfer.'),
  },
];

/** What staff can do with a transfer; each is confirmed. */
export function TransferActions({ transfer }: { transfer: Transfer }) {
  const { id, amount, currency, state, gateway, direction } = transfer;
  const path = `transfers/${id}`;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      {isUnsent(transfer) && (
        <Command
          name={say('Cancel transfer')}
          icon={<CancelIcon />}
          isDangerous
          text={
            direction === 'in'
              ? say(
                  'The {amount} will not be asked for. Nothing was sent to the gateway yet, so no money moves.',
                  { amount: money(amount, currency) },
                )
              : say(
                  'The {amount} will not be paid out. Nothing was sent yet: they are where they came from again.',
                  { amount: money(amount, currency) },
                )
          }
          path={`${path}/cancel/`}
          body={() => undefined}
          done={say('The transfer is cancelled.')}
        />
      )}
      {!isUnsent(transfer) && state !== 'cancelled' && gateway !== 'bank' && (
        <Command
          name={say('Ask the gateway')}
          icon={<SyncIcon />}
          text={say(
            'Looks now at what the gateway says of this transfer, and books what follows from it. It is asked by itself too, when it says that something is new and now and then.',
          )}
          path={`${path}/refresh/`}
          body={() => undefined}
          done={say('The gateway was asked.')}
        />
      )}
      <ResendPayout transfer={transfer} />
      {state === 'review' && (
        <Command
          name={say('Resolve')}
          icon={<GavelIcon />}
          isDangerous
          text={
            direction === 'in'
              ? say(
                  'You say where this transfer ended. When another member of staff says the same, the books follow: a repayment that counts no longer is taken back from its loan.',
                )
              : say(
                  'You say where this transfer ended. When another member of staff says the same, the books follow: what was not paid out is where it came from again.',
                )
          }
          path={`${path}/resolve/`}
          preview={{
            path: `${path}/resolve/preview/`,
            query: {},
            show: (what: Resolution) => <Resolved what={what} />,
          }}
          fields={outcome(transfer)}
          done={say('Said. It is done when two members of staff have said the same.')}
        />
      )}
    </Box>
  );
}

type Resolution = Schemas['ResolvePreviewResponse'];
type Known = Pick<Transfer, 'state' | 'stands'>;

/** What follows once two members of staff have said so. */
function Resolved({ what }: { what: Resolution }) {
  const { confirms, figures, currency } = what;
  return (
    <>
      <Alert severity={confirms ? 'warning' : 'info'} sx={{ mb: 1 }}>
        {confirms
          ? say('Another member of staff has said the same. With your word it is done.')
          : say('Your word is a proposal. This follows once another member of staff has said the same.')}
      </Alert>
      <BeforeAfter
        before={{ state: what.state_before, stands: what.stands_before }}
        after={{ state: what.state_after, stands: what.stands_after }}
        lines={[
          [say('State'), ({ state }: Known) => words(state)],
          [say('In the books'), ({ stands }: Known) => STANDS[stands]],
        ]}
      />
      <Typography variant="subtitle2" component="h3" sx={{ mt: 2 }}>
        {say('Balances')}
      </Typography>
      <ChangedFigures figures={figures} currency={currency} />
    </>
  );
}
