import BlockIcon from '@mui/icons-material/Block';
import CancelIcon from '@mui/icons-material/Cancel';
import EventBusyIcon from '@mui/icons-material/EventBusy';
import { Box, Typography } from '@mui/material';
import { instrumentName } from '../../../web/instrument-name';
import type { LoanDetail, Schemas } from '../api/types';
import { BeforeAfter } from '../parts/BeforeAfter';
import { Command } from '../parts/Command';
import { PrintButton } from '../parts/DownloadButton';
import { money, shortId } from '../parts/format';
import { SimpleTable } from '../parts/SimpleTable';
import { TakePayment } from '../payments/TakePayment';
import { LOAN_LINES } from './loan-lines';
import { UndoLoan } from './UndoLoan';
import { useLenders } from './use-lenders';
import { say } from '../words/say';

const OPEN = ['active', 'overdue', 'defaulted', 'written_off'];

/** What staff can do with a loan. Money moves by these commands alone. */
export function LoanActions({ loan }: { loan: LoanDetail }) {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 2 }}>
      {OPEN.includes(loan.status) && <TakePayment loan={loan} />}
      {loan.status === 'defaulted' && (
        <Command<Schemas['WriteOffPreviewResponse']>
          name={say('Write off')}
          icon={<BlockIcon />}
          isDangerous
          text={say(
            'Gives up what is owed. The loss of principal is booked to the lenders by their shares; what comes in later is a recovery and is split the same way.',
          )}
          path={`loans/${loan.id}/write_off/`}
          fields={[{ name: 'reason', label: say('Reason'), kind: 'long' }]}
          preview={{ show: (preview) => <WriteOffReview loan={loan.id} preview={preview} /> }}
          movesMoney
          done={say('The loan is written off.')}
        />
      )}
      {loan.autopay?.state === 'on' && (
        <Command
          name={say('Stop collecting')}
          icon={<EventBusyIcon />}
          isDangerous
          text={say(
            'Nothing more is collected automatically from {instrument}. What was already sent goes on.',
            {
              instrument: instrumentName(loan.autopay.instrument_label, say),
            },
          )}
          path={`loans/${loan.id}/autopay/`}
          method="DELETE"
          body={() => undefined}
          done={say('Nothing is collected automatically any more.')}
        />
      )}
      {/* Nothing is paid out by transfer where nothing is ever in transit. */}
      {OPEN.includes(loan.status) && loan.in_transit !== undefined && <UndoLoan loan={loan} />}
      {loan.status === 'queued' && (
        <Command
          name={say('Take out of the queue')}
          icon={<CancelIcon />}
          isDangerous
          text={say('The request is cancelled. Nothing was paid out, so no money moves.')}
          path={`loans/${loan.id}/cancel/`}
          body={() => undefined}
          done={say('The request is cancelled.')}
        />
      )}
      {!['queued', 'cancelled'].includes(loan.status) && (
        <PrintButton path={`loans/${loan.id}/agreement/pdf/`} label={say('Agreement')} />
      )}
      <PrintButton path={`loans/${loan.id}/statement/pdf/`} label={say('Statement')} />
    </Box>
  );
}

function WriteOffReview({
  loan,
  preview: { before, after, write_off: writeOff },
}: {
  loan: string;
  preview: Schemas['WriteOffPreviewResponse'];
}) {
  const names = useLenders(loan);
  return (
    <>
      <BeforeAfter before={before} after={after} lines={LOAN_LINES} />
      <Typography sx={{ mt: 2, mb: 1 }}>
        {say('The lenders lose {amount} of principal:', { amount: money(writeOff.loss, writeOff.currency) })}
      </Typography>
      <SimpleTable
        label={say('Losses')}
        rows={writeOff.losses}
        columns={[
          {
            label: say('Provider'),
            isText: true,
            value: (row) => names.get(row.provider) ?? shortId(row.provider),
          },
          { label: say('Loss'), figure: true, value: (row) => money(row.amount, writeOff.currency) },
        ]}
      />
    </>
  );
}
