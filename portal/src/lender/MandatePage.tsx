import { useState } from 'react';
import { api } from '../../../web/client';
import { useRead } from '../api/use';
import type { Mandate, Schemas } from '../api/types';
import { ErrorNote, useFaultOf } from '../parts/errors';
import { AmountField, Field, NOTHING_TYPED, SelectField, typedAmount, type Typed } from '../parts/fields';
import { Button, Card, Loaded, Page } from '../parts/ui';
import { useCommand } from '../parts/use-command';
import { readAmount } from '../words/amounts';
import { useSpeech } from '../words/speech';
import { isSome } from '../borrower/loans';
import { Idle } from './Idle';
import { MandateEffect } from './MandateEffect';

export default function MandatePage() {
  const { say } = useSpeech();
  const mandate = useRead<Mandate>('providers/mandate/');
  const terms = useRead<Schemas['BankConfigurationResponse']>('bank_configuration/');
  return (
    <Page title={say('mandate.title')} lead={say('mandate.lead')}>
      <Loaded of={mandate}>
        {(data) => (
          <Loaded of={terms}>
            {({ score_bands: bands }) => (
              <MandateForm key={data.version} mandate={data} bands={bands.map(({ name }) => name)} />
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function MandateForm({ mandate, bands }: { mandate: Mandate; bands: string[] }) {
  const { say, notation } = useSpeech();
  const { currency } = mandate;
  const asTyped = (amount: string | null): Typed =>
    isSome(amount ?? undefined) ? typedAmount(String(amount), notation, currency) : NOTHING_TYPED;
  const [isPaused, setPaused] = useState(mandate.paused);
  const [reserve, setReserve] = useState(() => asTyped(mandate.reserve_amount));
  const [perLoan, setPerLoan] = useState(() => asTyped(mandate.max_per_loan));
  const [perBorrower, setPerBorrower] = useState(() => asTyped(mandate.max_per_borrower));
  const [share, setShare] = useState(() => percentOf(mandate.max_per_borrower_share, notation));
  const [months, setMonths] = useState(mandate.longest_term_months?.toString() ?? '');
  const [band, setBand] = useState(mandate.lowest_score_band ?? '');
  const change = {
    paused: isPaused,
    reserve_amount: reserve.amount ?? '0',
    max_per_loan: perLoan.amount,
    max_per_borrower: perBorrower.amount,
    max_per_borrower_share: shareOf(share, notation),
    longest_term_months: months === '' ? null : Number(months),
    lowest_score_band: band === '' ? null : band,
  };
  const save = useCommand('mandate', change, () =>
    api<Mandate>('providers/mandate/', { method: 'PATCH', body: change }),
  );
  const faultOf = useFaultOf(save.error);
  const isUnclear =
    [reserve, perLoan, perBorrower].some(({ fault }) => fault !== null && fault !== 'empty') ||
    change.max_per_borrower_share === undefined;
  const amountField = (
    name: 'reserve_amount' | 'max_per_loan' | 'max_per_borrower',
    typed: Typed,
    set: (next: Typed) => void,
  ) => (
    <AmountField
      label={say(`mandate.${name}`)}
      hint={say(`mandate.${name}Said`)}
      fault={faultOf(name)}
      value={typed}
      currency={currency}
      mayBeEmpty
      onTyped={set}
    />
  );
  return (
    <div className="columns">
      <Card title={say('mandate.rules')}>
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (!isUnclear) void save.go();
          }}
        >
          <label className="choice">
            <input
              type="checkbox"
              checked={isPaused}
              onChange={(event) => {
                setPaused(event.target.checked);
              }}
            />
            <span>
              <strong>{say('mandate.paused')}</strong>
              <span className="hint" style={{ display: 'block' }}>
                {say('mandate.pausedSaid')}
              </span>
            </span>
          </label>
          {amountField('reserve_amount', reserve, setReserve)}
          {amountField('max_per_loan', perLoan, setPerLoan)}
          {amountField('max_per_borrower', perBorrower, setPerBorrower)}
          <Field
            label={say('mandate.share')}
            hint={say('mandate.shareSaid')}
            fault={
              change.max_per_borrower_share === undefined
                ? say('mandate.shareFault')
                : faultOf('max_per_borrower_share')
            }
            inputMode="decimal"
            value={share}
            onText={setShare}
            unit={<span className="unit">%</span>}
          />
          <Field
            label={say('mandate.months')}
            hint={say('mandate.monthsSaid')}
            fault={faultOf('longest_term_months')}
            inputMode="numeric"
            pattern="[0-9]*"
            value={months}
            onText={(text) => {
              if (/^\d{0,4}$/.test(text)) setMonths(text);
            }}
          />
          {bands.length > 0 && (
            <SelectField
              label={say('mandate.band')}
              hint={say('mandate.bandSaid')}
              value={band}
              options={[
                { value: '', label: say('mandate.anyBand') },
                ...bands.map((name) => ({ value: name, label: name })),
              ]}
              onText={setBand}
            />
          )}
          <p className="hint">{say('mandate.running')}</p>
          <ErrorNote error={save.error} />
          <div className="row">
            <Button type="submit" isBusy={save.isBusy || isUnclear}>
              {say('mandate.save')}
            </Button>
            <span role="status">{save.done === null ? '' : say('saved')}</span>
          </div>
        </form>
      </Card>
      <div className="stack">
        <MandateEffect change={isUnclear ? null : change} />
        <Idle />
      </div>
    </div>
  );
}

/** A part such as "0.05" as it is typed: "5". */
function percentOf(part: string | null, notation: string): string {
  if (part === null) return '';
  const [whole = '0', fraction = ''] = part.split('.');
  const digits = `${whole}${fraction.padEnd(2, '0').slice(0, 2)}.${fraction.slice(2)}`;
  return new Intl.NumberFormat(notation, { maximumFractionDigits: 6 }).format(digits as unknown as number);
}

/** Typed percent as a part, without a float; null: no limit, undefined: not clear. */
function shareOf(text: string, notation: string): string | null | undefined {
  const read = readAmount(text, notation, 2);
  if ('fault' in read) return read.fault === 'empty' ? null : undefined;
  const digits = read.amount.replace('.', '').padStart(5, '0');
  const [whole, fraction] = [
    digits.slice(0, -4).replace(/^0+(?=\d)/, ''),
    digits.slice(-4).replace(/0+$/, ''),
  ];
  if (Number(whole) > 1 || (whole === '1' && fraction !== '') || (whole === '0' && fraction === ''))
    return undefined;
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
