import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation, useSearch } from 'wouter';
import { instrumentName } from '../../../web/instrument-name';
import { api } from '../../../web/client';
import { ErrorNote } from '../parts/errors';
import { Button, Card, Loaded, Nothing } from '../parts/ui';
import { useCommand } from '../parts/use-command';
import { useSpeech } from '../words/speech';
import type { Schemas } from '../api/types';
import { isPaidTo, useInstruments, type Instrument } from './use-instruments';

/** Cards and accounts that a gateway may collect from. */
export function Instruments({ gateways }: { gateways: string[] }) {
  const { say } = useSpeech();
  const instruments = useInstruments();
  useCameBack();
  // The numbers of real cards are typed on a page of their gateway alone; the sandbox has none to type.
  const add = useCommand('instrument', {}, () =>
    api<Instrument>('instruments/setup/', {
      method: 'POST',
      body: { gateway: 'sandbox', kind: 'card', token: 'ok' },
    }),
  );
  const save = useCommand('instrument.stripe', {}, () =>
    api<Schemas['SetUpInstrumentResponse']>('instruments/setup/', {
      method: 'POST',
      body: { gateway: 'stripe', kind: 'card', on_page: true },
    }),
  );
  return (
    <Card title={say('instruments.title')}>
      <Loaded of={instruments}>
        {({ results }) => <ListOf instruments={results.filter((one) => !isPaidTo(one))} />}
      </Loaded>
      <ErrorNote error={add.error ?? save.error} />
      {gateways.includes('sandbox') && (
        <Button kind="quiet" isBusy={add.isBusy} onClick={() => void add.go()}>
          {say('instruments.addTest')}
        </Button>
      )}
      {gateways.includes('stripe') && (
        <>
          <Button
            kind="quiet"
            isBusy={save.isBusy}
            onClick={() => {
              void save.go().then((made) => {
                if (made?.url) window.location.assign(made.url);
              });
            }}
          >
            {say('instruments.addCard')}
          </Button>
          <p className="hint">{say('instruments.addCardSaid')}</p>
        </>
      )}
    </Card>
  );
}

/** When the gateway is asked again, where it did not answer or did not know yet (ms). */
const ASKED_AFTER_MS = [0, 1_000, 3_000, 10_000];

/** Who comes back from the page of a gateway sees at once what became of the card; the gateway tells of it too. */
function useCameBack(): void {
  const id = new URLSearchParams(useSearch()).get('instrument');
  const [at, go] = useLocation();
  const queries = useQueryClient();
  useEffect(() => {
    if (id === null || !/^[0-9a-f-]{36}$/.test(id)) return;
    go(at, { replace: true });
    const ask = async () => {
      for (const wait of ASKED_AFTER_MS) {
        await new Promise((resolve) => setTimeout(resolve, wait));
        const seen = await api<Instrument>(`instruments/${id}/refresh/`, { method: 'POST' }).catch(
          () => null,
        );
        if (seen === null) continue;
        // What it is then is in the list.
        await queries.invalidateQueries({ queryKey: ['instruments/'] });
        if (seen.state !== 'pending') return;
      }
    };
    void ask();
  }, [id, at, go, queries]);
}

/** With what became of each, and a button to take it back. */
export function ListOf({ instruments }: { instruments: readonly Instrument[] }) {
  if (instruments.length === 0) return <Nothing say="instruments.none" />;
  return (
    <ul className="rows">
      {instruments.map((instrument) => (
        <OneInstrument key={instrument.id} instrument={instrument} />
      ))}
    </ul>
  );
}

function OneInstrument({ instrument }: { instrument: Instrument }) {
  const { say } = useSpeech();
  const remove = useCommand(`instrument.${instrument.id}`, {}, () =>
    api(`instruments/${instrument.id}/`, { method: 'DELETE' }),
  );
  return (
    <li>
      <div>
        <strong>{instrumentName(instrument.label, say)}</strong>
        <div className="small soft">{say(`instrument.${instrument.state}`)}</div>
        <ErrorNote error={remove.error} />
      </div>
      <div>
        <button type="button" className="plain" onClick={() => void remove.go()}>
          {say('instruments.remove')}
        </button>
      </div>
    </li>
  );
}
