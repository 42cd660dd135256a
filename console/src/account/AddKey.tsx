import FingerprintIcon from '@mui/icons-material/Fingerprint';
import { browserHasKeys, codeOrKey, newKey } from '../../../web/keys';
import { renew } from '../../../web/session';
import type { Schemas } from '../api/types';
import { Command } from '../parts/Command';
import type { FieldDescription } from '../parts/form';
import { say } from '../words/say';
import { proofFields } from './proof-fields';
import { RecoveryCodes } from './RecoveryCodes';

const NAME: FieldDescription = { name: 'name', label: say('key.name'), help: say('key.nameHint') };

/** A button that adds a passkey or security key to the own account; nothing where browser or server know none. */
export function AddKey({ factor }: { factor: Schemas['FactorResponse'] }) {
  if (!factor.keys_possible || !browserHasKeys()) return null;
  return (
    <Command<never, Schemas['AddedKeyResponse']>
      name={say('key.add')}
      icon={<FingerprintIcon />}
      text={say('key.addSaid')}
      path="auth/factor/keys/confirm/"
      fields={[NAME, ...proofFields(factor)]}
      body={async ({ name, current_password, code }) =>
        newKey(String(name), {
          current_password,
          ...(factor.is_on && (await codeOrKey(String(code ?? '')))),
        })
      }
      done={say('key.added')}
      outcome={({ recovery_codes: codes }) =>
        codes.length === 0 ? say('key.added') : <RecoveryCodes codes={codes} />
      }
      onDone={() => {
        // The session may do everything from its next access token on.
        void renew().catch(() => undefined);
      }}
    />
  );
}
