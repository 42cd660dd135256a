import { useState } from 'react';
import { instrumentName } from '../../../web/instrument-name';
import { api } from '../../../web/client';
import type { Schemas } from '../api/types';
import { ErrorNote, useFaultOf } from '../parts/errors';
import { SelectField } from '../parts/fields';
import { Button, Card, LinkButton, Loaded } from '../parts/ui';
import { useCommand } from '../parts/use-command';
import { useSpeech } from '../words/speech';
import { isPaidTo, useInstruments } from './use-instruments';

type Setting = Schemas['AutopayResponse'];
const MOST_LEAD_DAYS = 5;

/** How a loan is collected by itself, where the bank has a gateway. */
export function Autopay({ loan }: { loan: Schemas['LoanDetailResponse'] }) {
  const { say } = useSpeech();
  const { autopay } = loan;
  const isOn = autopay?.state === 'on';
  return (
    <Card
      title={say('autopay.title')}
      aside={<span className={isOn ? 'badge good' : 'badge'}>{say(isOn ? 'on' : 'off')}</span>}
    >
      {isOn ? (
        <TurnedOn loan={loan} autopay={autopay} />
      ) : (
        <>
          <p className="soft">{say('autopay.said')}</p>
          <WhyOff reason={autopay?.off_reason} />
          <TurnOn loan={loan.id} />
        </>
      )}
    </Card>
  );
}

function WhyOff({ reason }: { reason: Setting['off_reason'] | undefined }) {
  const { say, has } = useSpeech();
  const key = `autopay.off.${String(reason)}`;
  return has(key) ? <p className="note warn">{say(key)}</p> : null;
}

function TurnedOn({ loan, autopay }: { loan: Schemas['LoanDetailResponse']; autopay: Setting }) {
  const { say, money, date } = useSpeech();
  const { next_debit: next } = autopay;
  const instrument = instrumentName(autopay.instrument_label, say);
  const end = useCommand(`autopay.end.${loan.id}`, {}, () =>
    api<Setting>(`loans/${loan.id}/autopay/`, { method: 'DELETE' }),
  );
  return (
    <>
      <p>
        {next === null
          ? say('autopay.none')
          : say('autopay.next', {
              amount: money(next.amount, loan.currency),
              date: date(next.on),
              instrument,
            })}
      </p>
      <ErrorNote error={end.error} />
      <div>
        <Button kind="quiet" isBusy={end.isBusy} onClick={() => void end.go()}>
          {say('autopay.turnOff')}
        </Button>
      </div>
    </>
  );
}

function TurnOn({ loan }: { loan: string }) {
  const { say } = useSpeech();
  const instruments = useInstruments();
  return (
    <Loaded of={instruments}>
      {({ results }) => {
        const usable = results.filter((one) => one.state === 'usable' && !isPaidTo(one));
        if (usable.length > 0) return <TurnOnForm loan={loan} instruments={usable} />;
        return (
          <>
            <p>{say('autopay.needsInstrument')}</p>
            <div>
              <LinkButton kind="quiet" to="/me">
                {say('autopay.toMe')}
              </LinkButton>
            </div>
          </>
        );
      }}
    </Loaded>
  );
}

function TurnOnForm({
  loan,
  instruments,
}: {
  loan: string;
  instruments: readonly Schemas['InstrumentResponse'][];
}) {
  const { say } = useSpeech();
  const [instrument, setInstrument] = useState(instruments[0]?.id ?? '');
  const [days, setDays] = useState('2');
  const body = { instrument, lead_days: Number(days) };
  const set = useCommand(`autopay.${loan}`, body, () =>
    api<Setting>(`loans/${loan}/autopay/`, { method: 'PUT', body }),
  );
  const faultOf = useFaultOf(set.error);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void set.go();
      }}
    >
      <SelectField
        label={say('autopay.from')}
        value={instrument}
        fault={faultOf('instrument')}
        options={instruments.map(({ id, label }) => ({ value: id, label: instrumentName(label, say) }))}
        onText={setInstrument}
      />
      <SelectField
        label={say('autopay.lead')}
        value={days}
        options={Array.from({ length: MOST_LEAD_DAYS + 1 }, (_, count) => ({
          value: String(count),
          label: say('autopay.days', { days: count }),
        }))}
        onText={setDays}
      />
      <ErrorNote error={set.error} />
      <div>
        <Button type="submit" kind="quiet" isBusy={set.isBusy}>
          {say('autopay.turnOn')}
        </Button>
      </div>
    </form>
  );
}
