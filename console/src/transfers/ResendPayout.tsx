import ForwardIcon from '@mui/icons-material/Forward';
import { instrumentName } from '../../../web/instrument-name';
import type { Schemas, Transfer } from '../api/types';
import { Command } from '../parts/Command';
import { oneOf } from '../parts/form';
import { money } from '../parts/format';
import { useApi } from '../parts/use-api';
import { say } from '../words/say';

/** Whether a payout failed, came back or was not sent, so that it may go to another account. */
const canGoElsewhere = ({ direction, purpose, state }: Transfer): boolean =>
  direction === 'out' &&
  purpose !== 'receipt_return' &&
  ['failed', 'returned', 'reserved', 'review'].includes(state);

/** Sends a payout to another bank account of the same person. */
export function ResendPayout({ transfer }: { transfer: Transfer }) {
  return canGoElsewhere(transfer) && transfer.party !== null ? (
    <Resend transfer={transfer} party={transfer.party} />
  ) : null;
}

function Resend({
  transfer: { id, amount, currency, instrument },
  party,
}: {
  transfer: Transfer;
  party: string;
}) {
  const found = useApi<Schemas['InstrumentListResponse']>('instruments/', { party });
  const accounts = (found.data?.results ?? []).filter(
    ({ kind, state, id: own }) => kind === 'bank_account' && state === 'usable' && own !== instrument,
  );
  if (accounts.length === 0) return null;
  return (
    <Command
      name={say('Send elsewhere')}
      icon={<ForwardIcon />}
      text={say(
        'Pays the {amount} to another bank account of the same person: another transfer takes the place of this one.',
        { amount: money(amount, currency) },
      )}
      path={`transfers/${id}/resend/`}
      fields={[
        {
          name: 'instrument',
          label: say('Bank account'),
          ...oneOf(accounts, ({ label }) => instrumentName(label, say)),
          initial: accounts[0]?.id ?? '',
        },
      ]}
      movesMoney
      done={say('Another transfer takes its place.')}
    />
  );
}
