import LinkIcon from '@mui/icons-material/Link';
import type { Schemas, StatementLine, Transfer } from '../api/types';
import { Command } from '../parts/Command';
import { oneOf } from '../parts/form';
import { date, money, shortId } from '../parts/format';
import { useApi } from '../parts/use-api';
import { words } from '../parts/words';
import { PURPOSES } from '../transfers/transfer-words';
import { say } from '../words/say';
import { linePreview } from './line-preview';

/** What a line can be: money that is waited for, or money that was there and left again. */
const WAITED_FOR = {
  in: 'succeeded,review,paid',
  out: 'submitted,sent,unknown,review,settled',
};

const isWaited = (cameIn: boolean, { direction, gateway, state }: Transfer): boolean => {
  if (direction === 'in') return cameIn ? gateway === 'bank' : state === 'settled';
  return gateway === 'bank_file' && (cameIn ? state === 'paid' : state !== 'settled');
};

/** Says that a line is the money of a transfer, chosen among those that wait for one; those of its amount come first. */
export function MatchLine({ line }: { line: StatementLine }) {
  const cameIn = !line.amount.startsWith('-');
  const state = WAITED_FOR[cameIn ? 'in' : 'out'];
  const found = useApi<Schemas['TransferListResponse']>('transfers/', { state, limit: 100 });
  const amount = line.amount.replace('-', '');
  const waiting = (found.data?.results ?? [])
    .filter((transfer) => isWaited(cameIn, transfer))
    .sort((one, other) => Number(other.amount === amount) - Number(one.amount === amount));
  if (waiting.length === 0) return null;
  return (
    <Command
      name={say('Match')}
      icon={<LinkIcon />}
      text={say(
        'Says that the {amount} are the money of a transfer. More than that is the credit of a customer.',
        { amount: money(line.amount, line.currency) },
      )}
      path={`statement_lines/${line.id}/match/`}
      preview={linePreview(`statement_lines/${line.id}/match/`)}
      fields={[
        {
          name: 'transfer',
          label: say('Transfer'),
          ...oneOf(waiting, labelOf),
          initial: waiting[0]?.id ?? '',
        },
        {
          name: 'rest_to',
          label: say('The rest is the credit of'),
          kind: 'pick',
          reference: 'customers',
          optional: true,
          help: say('Where the line is more than the transfer.'),
        },
      ]}
      body={({ transfer, ...rest }) => ({ transfers: [transfer], ...rest })}
      movesMoney
      done={say('The line is matched.')}
    />
  );
}

const labelOf = ({ id, amount, currency, purpose, counts_from: on, state }: Transfer): string =>
  [money(amount, currency), PURPOSES[purpose], date(on), words(state), shortId(id)].join(' · ');
