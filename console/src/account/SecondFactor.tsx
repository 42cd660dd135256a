import KeyIcon from '@mui/icons-material/Key';
import PhonelinkEraseIcon from '@mui/icons-material/PhonelinkErase';
import { Alert, Typography } from '@mui/material';
import type { Schemas } from '../api/types';
import { Command } from '../parts/Command';
import { instant } from '../parts/format';
import { Loaded } from '../parts/Loaded';
import { Section } from '../parts/Section';
import { useApi } from '../parts/use-api';
import { say } from '../words/say';
import { AddKey } from './AddKey';
import { KeyList } from './KeyList';
import { proofFields } from './proof-fields';
import { proven } from './proven';
import { RecoveryCodes } from './RecoveryCodes';
import { SetUpFactor } from './SetUpFactor';

/** The second factor of the signed-in user: set up, its recovery codes, switched off. */
export function SecondFactor() {
  const factor = useApi<Schemas['FactorResponse']>('auth/factor/');
  const { data } = factor;
  return (
    <Section
      title={say('factor.title')}
      actions={
        data && (
          <>
            {data.is_on ? <OfOne factor={data} /> : <SetUpFactor />}
            <AddKey factor={data} />
          </>
        )
      }
    >
      <Loaded from={factor} height={40}>
        {(shown) => <Said factor={shown} />}
      </Loaded>
    </Section>
  );
}

function Said({ factor }: { factor: Schemas['FactorResponse'] }) {
  const { is_on: isOn, since, recovery_codes_left: left } = factor;
  if (!isOn) {
    return say('factor.without');
  }
  return (
    <>
      <Typography>{say('factor.since', { at: instant(since ?? '') })}</Typography>
      {left < 3 ? (
        <Alert severity="warning" sx={{ mt: 1 }}>
          {say('factor.left', { n: left })}
        </Alert>
      ) : (
        <Typography color="text.secondary">{say('factor.left', { n: left })}</Typography>
      )}
      <KeyList factor={factor} />
    </>
  );
}

function OfOne({ factor }: { factor: Schemas['FactorResponse'] }) {
  return (
    <>
      <Command<never, Schemas['RecoveryCodesResponse']>
        name={say('factor.renew')}
        icon={<KeyIcon />}
        text={say('factor.renewSaid')}
        path="auth/factor/recovery_codes/"
        fields={proofFields(factor)}
        body={proven}
        done={say('factor.codesTitle')}
        outcome={({ recovery_codes: codes }) => <RecoveryCodes codes={codes} />}
      />
      {!factor.is_required && (
        <Command
          name={say('factor.off')}
          icon={<PhonelinkEraseIcon />}
          isDangerous
          text={say('factor.offSaid')}
          path="auth/factor/off/"
          fields={proofFields(factor)}
          body={proven}
          done={say('factor.offDone')}
        />
      )}
    </>
  );
}
