import KeyIcon from '@mui/icons-material/Key';
import PhonelinkEraseIcon from '@mui/icons-material/PhonelinkErase';
import { Alert, Typography } from '@mui/material';
import type { Schemas } from '../api/types';
import { Command } from '../parts/Command';
import type { FieldDescription } from '../parts/form';
import { instant } from '../parts/format';
import { Loaded } from '../parts/Loaded';
import { Section } from '../parts/Section';
import { useApi } from '../parts/use-api';
import { say } from '../words/say';
import { RecoveryCodes } from './RecoveryCodes';
import { SetUpFactor } from './SetUpFactor';

const FIELDS: FieldDescription[] = [
  { name: 'current_password', label: say('Present password'), kind: 'password' },
  { name: 'code', label: say('factor.code'), help: say('factor.codeHint') },
];

/** The second factor of the signed-in user: set up, its recovery codes, switched off. */
export function SecondFactor() {
  const factor = useApi<Schemas['FactorResponse']>('auth/factor/');
  const isOn = factor.data?.is_on;
  return (
    <Section
      title={say('factor.title')}
      actions={
        isOn === undefined ? null : isOn ? <OfOne isRequired={factor.data?.is_required} /> : <SetUpFactor />
      }
    >
      <Loaded from={factor} height={40}>
        {(data) => <Said factor={data} />}
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
    </>
  );
}

function OfOne({ isRequired = false }: { isRequired?: boolean | undefined }) {
  return (
    <>
      <Command<never, Schemas['RecoveryCodesResponse']>
        name={say('factor.renew')}
        icon={<KeyIcon />}
        text={say('factor.renewSaid')}
        path="auth/factor/recovery_codes/"
        fields={FIELDS}
        done={say('factor.codesTitle')}
        outcome={({ recovery_codes: codes }) => <RecoveryCodes codes={codes} />}
      />
      {!isRequired && (
        <Command
          name={say('factor.off')}
          icon={<PhonelinkEraseIcon />}
          isDangerous
          text={say('factor.offSaid')}
          path="auth/factor/off/"
          fields={FIELDS}
          done={say('factor.offDone')}
        />
      )}
    </>
  );
}
