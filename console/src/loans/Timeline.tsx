import { Box, Typography } from '@mui/material';
import type { Loan, Schemas } from '../api/types';
import { Ref } from '../parts/Links';
import { Status } from '../parts/Status';
import { date, instant, money } from '../parts/format';
import { asSentence, words } from '../parts/words';
import { Pager } from '../parts/Pager';
import { TimelineItem } from '../parts/TimelineItem';
import { apart, arrow, currentLanguage, say } from '../words/say';

const WORDS: Record<string, string> = {
  disbursed: say('Paid out'),
  payment: say('Payment'),
  recovery: say('Recovery'),
  payment_reversed: say('Payment reversed'),
  late_interest: say('Late interest'),
  overdue: say('Overdue'),
  defaulted: say('In default'),
  written_off: say('Written off'),
  reminder: say('Reminder'),
  overdue_notice: say('Overdue notice'),
  queued: say('Waits for money'),
  cancelled: say('Cancelled'),
  expired: say('Waited too long'),
  refused: say('Refused when money was found'),
  undone: say('Undone'),
  autopay_on: say('Collected automatically'),
  autopay_off: say('No longer collected automatically'),
  promise_made: say('Promise to pay'),
  promise_kept: say('Promise was kept'),
  promise_broken: say('Promise was broken'),
};

/** What people wrote about it. What the API itself says of the others is English, and no news beside their figures. */
const BY_PEOPLE = ['payment_reversed', 'undone', 'written_off', 'refused', 'cancelled'];
const isSaid = (kind: string): boolean => currentLanguage() === 'en' || BY_PEOPLE.includes(kind);

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
                {say('{date} · entered {at}', {
                  date: date(rest.business_date),
                  at: instant(rest.created_at),
                })}
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
              {rest.detail && isSaid(kind) && (
                <Typography variant="body2">
                  {BY_PEOPLE.includes(kind) ? `“${apart(rest.detail)}”` : asSentence(rest.detail)}
                </Typography>
              )}
              <Typography variant="body2" component="div">
                {before !== null && before.status !== after.status && (
                  <>
                    <Status value={before.status} /> {arrow()}{' '}
                  </>
                )}
                {before?.status !== after.status && <Status value={after.status} />}{' '}
                {before !== null && before.remaining_balance !== after.remaining_balance
                  ? say('{before} → {after} owed', {
                      before: amount(before.remaining_balance),
                      after: amount(after.remaining_balance),
                    })
                  : say('{amount} owed', { amount: amount(after.remaining_balance) })}
              </Typography>
            </TimelineItem>
          ))}
        </Box>
      )}
    </Pager>
  );
}
