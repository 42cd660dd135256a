import { Box, Typography } from '@mui/material';
import type { Loan, Schemas } from '../api/types';
import { Ref } from '../parts/Links';
import { Status } from '../parts/Status';
import { date, instant, money } from '../parts/format';
import { words } from '../parts/words';
import { Pager } from '../parts/Pager';
import { TimelineItem } from '../parts/TimelineItem';

const WORDS: Record<string, string> = {
  disbursed: 'Paid out',
  payment: 'Payment',
  recovery: 'Recovery',
  payment_reversed: 'Payment reversed',
  late_interest: 'Late interest',
  overdue: 'Overdue',
  defaulted: 'In default',
  written_off: 'Written off',
  reminder: 'Reminder',
  overdue_notice: 'Overdue notice',
  queued: 'Waits for money',
  cancelled: 'Cancelled',
  expired: 'Waited too long',
  refused: 'Refused when money was found',
  undone: 'Undone',
  autopay_on: 'Collected by itself',
  autopay_off: 'Not collected by itself any more',
};

/** Everything that happened to a loan, the newest first. */
export function Timeline({ loan }: { loan: Loan }) {
  const amount = (text: string) => money(text, loan.currency);
  return (
    <Pager<Schemas['HistoryResponse']> path={`loans/${loan.id}/history/`} query={{ ordering: '-created_at' }}>
      {(happenings) => (
        <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {happenings.map(({ id, kind, before, after, ...rest }) => (
            <TimelineItem key={id}>
              <Typography variant="caption" color="text.secondary">
                {date(rest.business_date)} · entered {instant(rest.created_at)}
              </Typography>
              <Typography sx={{ fontWeight: 600 }}>
                {WORDS[kind] ?? words(kind)}
                {rest.amount !== null && ` · ${amount(rest.amount)}`}
                {rest.payment && (
                  <>
                    {' '}
                    <Ref kind="payment" id={rest.payment} />
                  </>
                )}
              </Typography>
              {rest.detail && <Typography variant="body2">“{rest.detail}”</Typography>}
              <Typography variant="body2" component="div">
                {before !== null && before.status !== after.status && (
                  <>
                    <Status value={before.status} /> →{' '}
                  </>
                )}
                {before?.status !== after.status && <Status value={after.status} />}{' '}
                {before !== null && before.remaining_balance !== after.remaining_balance
                  ? `${amount(before.remaining_balance)} → ${amount(after.remaining_balance)} owed`
                  : `${amount(after.remaining_balance)} owed`}
              </Typography>
            </TimelineItem>
          ))}
        </Box>
      )}
    </Pager>
  );
}
