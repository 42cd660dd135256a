import { api } from '../../../web/client';
import { ErrorNote } from '../parts/errors';
import { Button, Card, Loaded, Nothing } from '../parts/ui';
import { useCommand } from '../parts/use-command';
import { useSpeech } from '../words/speech';
import { isPaidTo, useInstruments, type Instrument } from './use-instruments';

/** Cards and accounts that a gateway may collect from. */
export function Instruments({ gateways }: { gateways: string[] }) {
  const { say } = useSpeech();
  const instruments = useInstruments();
  // The numbers of real cards are typed into fields of their gateway alone; the sandbox has none to type.
  const add = useCommand('instrument', {}, () =>
    api<Instrument>('instruments/setup/', {
      method: 'POST',
      body: { gateway: 'sandbox', kind: 'card', token: 'ok' },
    }),
  );
  return (
    <Card title={say('instruments.title')}>
      <Loaded of={instruments}>
        {({ results }) => <ListOf instruments={results.filter((one) => !isPaidTo(one))} />}
      </Loaded>
      <ErrorNote error={add.error} />
      {gateways.includes('sandbox') && (
        <Button kind="quiet" isBusy={add.isBusy} onClick={() => void add.go()}>
          {say('instruments.addTest')}
        </Button>
      )}
    </Card>
  );
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
        <strong>{instrument.label}</strong>
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
