import { api } from '../../../web/client';
import { instrumentName } from '../../../web/instrument-name';
import type { Schemas } from '../api/types';
import { useRead } from '../api/use';
import { ErrorNote } from '../parts/errors';
import { useCommand } from '../parts/use-command';
import { useSpeech } from '../words/speech';
import { useInstruments, type Instrument } from './use-instruments';

/**
 * Payments by card that are not through yet, on a loan or into a fund: the bank of the card may ask for a confirmation, on a
 * page that is found again from here.
 */
export function ToConfirm({ loan }: { loan?: string }) {
  const transfers = useRead<Schemas['TransferListResponse']>('transfers/', {
    state: 'pending',
    direction: 'in',
    loan,
  });
  const cards = useInstruments().data?.results.filter(({ kind }) => kind === 'card') ?? [];
  const pending = (transfers.data?.results ?? []).flatMap((transfer) => {
    const card = cards.find(({ id }) => id === transfer.instrument);
    return card ? [{ transfer, card }] : [];
  });
  if (pending.length === 0) return null;
  return (
    <ul className="rows">
      {pending.map(({ transfer, card }) => (
        <OneToConfirm key={transfer.id} transfer={transfer} card={card} />
      ))}
    </ul>
  );
}

function OneToConfirm({ transfer, card }: { transfer: Schemas['TransferResponse']; card: Instrument }) {
  const { say, money } = useSpeech();
  const ask = useCommand(`confirm.${transfer.id}`, {}, () =>
    api<Schemas['RefreshedTransferResponse']>(`transfers/${transfer.id}/refresh/`, { method: 'POST' }),
  );
  return (
    <li>
      <div>
        <strong>{money(transfer.amount, transfer.currency)}</strong>
        <div className="small soft">{instrumentName(card.label, say)}</div>
        <ErrorNote error={ask.error} />
        <div className="small" role="status">
          {ask.done && !ask.done.action?.url && say('confirm.nothing')}
        </div>
      </div>
      <div>
        <button
          type="button"
          className="plain"
          onClick={() => {
            void ask.go().then((seen) => {
              if (seen?.action?.url) window.location.assign(seen.action.url);
            });
          }}
        >
          {say('confirm.there')}
        </button>
      </div>
    </li>
  );
}
