import { useState } from 'react';
import { api } from '../../../web/client';
import { browserHasKeys, codeOrKey, newKey } from '../../../web/keys';
import { renew } from '../../../web/session';
import type { Schemas } from '../api/types';
import { queries } from '../api/use';
import { Dialog } from '../parts/Dialog';
import { ErrorNote, useFaultOf } from '../parts/errors';
import { CodeField, Field, PasswordField } from '../parts/fields';
import { Button } from '../parts/ui';
import { useCommand } from '../parts/use-command';
import { useSpeech } from '../words/speech';
import { ProofForm } from './ProofForm';
import { RecoveryCodes } from './RecoveryCodes';

type Factor = Schemas['FactorResponse'];

/** The passkeys and security keys of the account, each with what removes it. */
export function KeyList({ factor }: { factor: Factor }) {
  const { say, instant } = useSpeech();
  const [removed, setRemoved] = useState<string | null>(null);
  if (factor.keys.length === 0) return null;
  const gone = factor.keys.find(({ id }) => id === removed);
  return (
    <>
      <ul className="rows" aria-label={say('key.list')}>
        {factor.keys.map(({ id, name, created_at: added, last_used_at: used }) => (
          <li key={id} className="row apart">
            <span className="stack">
              <span dir="auto">{name}</span>
              <span className="soft small">
                {used === null
                  ? say('key.unused', { at: instant(added) })
                  : say('key.used', { at: instant(used) })}
              </span>
            </span>
            <Button
              kind="quiet"
              aria-expanded={removed === id}
              onClick={() => {
                setRemoved(removed === id ? null : id);
              }}
            >
              {say('key.remove', { name })}
            </Button>
          </li>
        ))}
      </ul>
      {gone && <RemoveKey key={gone.id} {...gone} />}
    </>
  );
}

function RemoveKey({ id, name }: Schemas['SecurityKeyResponse']) {
  const { say } = useSpeech();
  return (
    <ProofForm
      form="key.remove"
      said={say('key.removeSaid')}
      label={say('key.remove', { name })}
      kind="danger"
      hasKeys
      send={(body) => api(`auth/factor/keys/${id}/remove/`, { method: 'POST', body })}
    />
  );
}

/** Opens the dialog that adds a key; nothing where browser or server know none. */
export function AddKeyButton({ factor, isWide = false }: { factor: Factor; isWide?: boolean }) {
  const { say } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  if (!factor.keys_possible || !browserHasKeys()) return null;
  return (
    <>
      <Button
        kind="quiet"
        isWide={isWide}
        onClick={() => {
          setOpen(true);
        }}
      >
        {say('key.add')}
      </Button>
      {isOpen && (
        <AddKey
          factor={factor}
          close={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

function AddKey({ factor, close }: { factor: Factor; close: () => void }) {
  const { say } = useSpeech();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const add = useCommand('key.add', {}, async () => {
    const proof = { current_password: password, ...(factor.is_on && (await codeOrKey(code))) };
    const body = await newKey(name, proof);
    return api<Schemas['AddedKeyResponse']>('auth/factor/keys/confirm/', { method: 'POST', body });
  });
  const faultOf = useFaultOf(add.error);
  if (add.done) {
    const codes = add.done.recovery_codes;
    const end = () => {
      close();
      // The session may do everything from its next access token on.
      void renew().catch(() => undefined);
      void queries.invalidateQueries();
    };
    return (
      <Dialog isOpen title={say('key.added')}>
        {codes.length > 0 && <RecoveryCodes codes={codes} />}
        <Button isWide onClick={end}>
          {say(codes.length > 0 ? 'factor.kept' : 'close')}
        </Button>
      </Dialog>
    );
  }
  return (
    <Dialog isOpen title={say('key.add')} lead={say('key.addSaid')} onClose={close}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void add.go();
        }}
      >
        <ErrorNote error={add.error} />
        <Field
          label={say('key.name')}
          hint={say('key.nameHint')}
          required
          autoFocus
          maxLength={60}
          value={name}
          fault={faultOf('name')}
          onText={setName}
        />
        <PasswordField
          label={say('password.current')}
          autoComplete="current-password"
          required
          value={password}
          fault={faultOf('current_password')}
          onText={setPassword}
        />
        {factor.is_on && (
          <CodeField
            hint={say(factor.keys.length > 0 ? 'key.codeHint' : 'factor.codeHint')}
            required={factor.keys.length === 0}
            value={code}
            fault={faultOf('code')}
            onText={setCode}
          />
        )}
        <Button type="submit" isWide isBusy={add.isBusy}>
          {say('factor.next')}
        </Button>
        <Button kind="quiet" isWide onClick={close}>
          {say('cancel')}
        </Button>
      </form>
    </Dialog>
  );
}
