import { useState } from 'react';
import { api } from '../../../web/client';
import { ErrorNote, useFaultOf } from '../parts/errors';
import { Field } from '../parts/fields';
import { Button, Card, Loaded } from '../parts/ui';
import { useCommand } from '../parts/use-command';
import { useSpeech } from '../words/speech';
import { isPaidTo, useInstruments, type Instrument } from './use-instruments';
import { ListOf } from './Instruments';

/** Accounts at banks that money is paid out to. `payers` are the gateways that do it. */
export function PayoutAccounts({ payers }: { payers: readonly string[] }) {
  const { say } = useSpeech();
  const instruments = useInstruments();
  // A sandbox only plays at it.
  const gateway = payers.find((payer) => payer !== 'sandbox') ?? payers[0];
  return (
    <Card title={say('payout.title')}>
      <p className="soft">{say('payout.said')}</p>
      <Loaded of={instruments}>{({ results }) => <ListOf instruments={results.filter(isPaidTo)} />}</Loaded>
      {gateway !== undefined && <AddAccount gateway={gateway} />}
    </Card>
  );
}

const NOTHING = { holder: '', iban: '', number: '', bank: '' };

function AddAccount({ gateway }: { gateway: string }) {
  const { say } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  const [fields, setFields] = useState(NOTHING);
  // An account number is kept nowhere, not even to tell one try from the next.
  const add = useCommand('payoutAccount', {}, () =>
    api<Instrument>('instruments/payout_accounts/', {
      method: 'POST',
      body: {
        gateway,
        ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== '')),
      },
    }),
  );
  const faultOf = useFaultOf(add.error);
  const field = (name: keyof typeof fields) => ({
    name,
    value: fields[name],
    fault: faultOf(name),
    autoComplete: 'off',
    onText: (text: string) => {
      add.clear();
      setFields({ ...fields, [name]: text });
    },
  });
  if (!isOpen) {
    return (
      <Button
        kind="quiet"
        onClick={() => {
          setOpen(true);
        }}
      >
        {say('payout.add')}
      </Button>
    );
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void add.go().then((done) => {
          if (done === null) return;
          setFields(NOTHING);
          setOpen(false);
        });
      }}
    >
      <ErrorNote error={add.error} />
      <Field label={say('payout.holder')} hint={say('payout.holderSaid')} required {...field('holder')} />
      <Field label={say('payout.iban')} hint={say('payout.ibanSaid')} dir="ltr" {...field('iban')} />
      <Field label={say('payout.number')} dir="ltr" {...field('number')} />
      <Field label={say('payout.bank')} hint={say('payout.bankSaid')} dir="ltr" {...field('bank')} />
      <div className="row">
        <Button type="submit" isBusy={add.isBusy}>
          {say('payout.add')}
        </Button>
      </div>
    </form>
  );
}
