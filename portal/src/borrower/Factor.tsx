import { useState } from 'react';
import { api } from '../../../web/client';
import type { Schemas } from '../api/types';
import { useRead } from '../api/use';
import { Button, Card, Loaded } from '../parts/ui';
import { useSpeech } from '../words/speech';
import { AddKeyButton, KeyList } from './Keys';
import { ProofForm } from './ProofForm';
import { RecoveryCodes } from './RecoveryCodes';
import { SetUpButton } from './SetUpButton';

type Factor = Schemas['FactorResponse'];

/** The second factor: set up, its recovery codes, switched off. */
export function Factor() {
  const { say } = useSpeech();
  const factor = useRead<Factor>('auth/factor/');
  return (
    <Card title={say('factor.title')}>
      <Loaded of={factor}>
        {(data) => (
          <div className="stack">
            {data.is_on ? <On factor={data} /> : <Off />}
            {/* Beside both: what it shows last outlives the change from one to the other. */}
            <div>
              <AddKeyButton factor={data} />
            </div>
          </div>
        )}
      </Loaded>
    </Card>
  );
}

function Off() {
  const { say } = useSpeech();
  return (
    <>
      <p className="soft">{say('factor.without')}</p>
      <SetUpButton kind="quiet" />
    </>
  );
}

function On({ factor }: { factor: Factor }) {
  const { say, instant } = useSpeech();
  const [wish, setWish] = useState<'renew' | 'off' | null>(null);
  return (
    <>
      <p>{say('factor.since', { at: instant(factor.since ?? '') })}</p>
      <p className={factor.recovery_codes_left < 3 ? 'note warn' : 'soft'}>
        {say('factor.left', { n: factor.recovery_codes_left })}
      </p>
      <KeyList factor={factor} />
      <div className="row">
        <Button
          kind="quiet"
          aria-expanded={wish === 'renew'}
          onClick={() => {
            setWish(wish === 'renew' ? null : 'renew');
          }}
        >
          {say('factor.renew')}
        </Button>
        {!factor.is_required && (
          <Button
            kind="quiet"
            aria-expanded={wish === 'off'}
            onClick={() => {
              setWish(wish === 'off' ? null : 'off');
            }}
          >
            {say('factor.off')}
          </Button>
        )}
      </div>
      {wish !== null && <WithProof key={wish} wish={wish} hasKeys={factor.keys.length > 0} />}
    </>
  );
}

function WithProof({ wish, hasKeys }: { wish: 'renew' | 'off'; hasKeys: boolean }) {
  const { say } = useSpeech();
  return (
    <ProofForm
      form={`factor.${wish}`}
      said={say(wish === 'off' ? 'factor.offSaid' : 'factor.renewSaid')}
      label={say(wish === 'off' ? 'factor.off' : 'factor.renew')}
      kind={wish === 'off' ? 'danger' : 'quiet'}
      hasKeys={hasKeys}
      send={(body) =>
        api<Partial<Schemas['RecoveryCodesResponse']>>(
          wish === 'off' ? 'auth/factor/off/' : 'auth/factor/recovery_codes/',
          { method: 'POST', body },
        )
      }
      done={({ recovery_codes: codes }) => (codes ? <RecoveryCodes codes={codes} /> : null)}
    />
  );
}
