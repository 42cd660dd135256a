import { useState } from 'react';
import { api } from '../../../web/client';
import { userIs } from '../../../web/session';
import { useBank, useRead, useUser } from '../api/use';
import type { Customer, Provider, User } from '../api/types';
import { ErrorNote, useFaultOf } from '../parts/errors';
import { Field, PasswordField, SelectField } from '../parts/fields';
import { Button, Card, Loaded, Page } from '../parts/ui';
import { useCommand } from '../parts/use-command';
import { LANGUAGE_NAMES, LANGUAGES, useSpeech } from '../words/speech';
import { Factor } from './Factor';
import { Instruments } from './Instruments';
import { Letters } from './Letters';
import { Sessions } from './Sessions';

type Profile = Customer | Provider;

/** What is kept of the user, and what keeps it safe; borrowers and lenders have the same. */
export default function Me() {
  const { say } = useSpeech();
  const user = useUser();
  const { data: bank } = useBank();
  const path = user.role === 'customer' ? 'customers' : 'providers';
  const profile = useRead<Profile>(`${path}/${user.id}/`);
  return (
    <Page title={say('me.title')} lead={say('me.lead', { username: user.username })}>
      <div className="columns even">
        <div className="stack">
          <Language user={user} path={path} />
          <Loaded of={profile}>{(data) => <ProfileForm key={data.id} profile={data} path={path} />}</Loaded>
          <Letters />
        </div>
        <div className="stack">
          {bank && bank.ways_to_pay.gateways.length > 0 && (
            <Instruments gateways={bank.ways_to_pay.gateways} />
          )}
          <PasswordForm />
          <Factor />
          <Sessions />
        </div>
      </div>
    </Page>
  );
}

function Language({ user, path }: { user: User; path: string }) {
  const { say, language, change } = useSpeech();
  const [error, setError] = useState<unknown>(null);
  const choose = async (wanted: (typeof LANGUAGES)[number]) => {
    setError(null);
    try {
      await change(wanted);
      await api(`${path}/update_current/`, { method: 'PATCH', body: { language: wanted } });
      userIs({ ...user, language: wanted });
    } catch (caught) {
      setError(caught);
    }
  };
  return (
    <Card title={say('language')}>
      <ErrorNote error={error} />
      <SelectField
        label={say('me.language')}
        hint={say('me.languageSaid')}
        value={language}
        options={LANGUAGES.map((each) => ({ value: each, label: LANGUAGE_NAMES[each] }))}
        onText={(text) => {
          const wanted = LANGUAGES.find((each) => each === text);
          if (wanted) void choose(wanted);
        }}
      />
    </Card>
  );
}

function ProfileForm({ profile, path }: { profile: Profile; path: string }) {
  const { say } = useSpeech();
  const { first_name, last_name, email, phone, address } = profile;
  const [fields, setFields] = useState({ first_name, last_name, email, phone, address });
  // Kept nowhere, not even to tell one try from the next.
  const [password, setPassword] = useState('');
  const hasOtherEmail = fields.email !== email;
  const save = useCommand('profile', fields, () =>
    api(`${path}/update_current/`, {
      method: 'PATCH',
      body: { ...changed(fields, profile), ...(hasOtherEmail && { current_password: password }) },
    }),
  );
  const faultOf = useFaultOf(save.error);
  const field = (name: keyof typeof fields) => ({
    name,
    value: fields[name],
    fault: faultOf(name),
    onText: (text: string) => {
      save.clear();
      setFields({ ...fields, [name]: text });
    },
  });
  return (
    <Card title={say('me.details')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save.go().then((done) => {
            if (done !== null) setPassword('');
          });
        }}
      >
        <ErrorNote error={save.error} />
        <Field label={say('firstName')} autoComplete="given-name" {...field('first_name')} />
        <Field label={say('lastName')} autoComplete="family-name" {...field('last_name')} />
        <Field label={say('email')} type="email" autoComplete="email" {...field('email')} />
        {hasOtherEmail && (
          <PasswordField
            label={say('password.current')}
            autoComplete="current-password"
            required
            hint={say('me.confirmEmail')}
            value={password}
            fault={faultOf('current_password')}
            onText={(text) => {
              save.clear();
              setPassword(text);
            }}
          />
        )}
        <Field label={say('phone')} type="tel" autoComplete="tel" dir="ltr" {...field('phone')} />
        <Field label={say('address')} autoComplete="street-address" {...field('address')} />
        <div className="row">
          <Button type="submit" isBusy={save.isBusy}>
            {say('save')}
          </Button>
          <span role="status">{save.done === null ? '' : say('saved')}</span>
        </div>
      </form>
    </Card>
  );
}

/** What differs: an old name that today's rules refuse need not be sent again. */
function changed<T extends Record<string, string>>(fields: T, kept: Record<keyof T, unknown>): Partial<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => value !== kept[name]),
  ) as Partial<T>;
}

function PasswordForm() {
  const { say } = useSpeech();
  const [current, setCurrent] = useState('');
  const [wanted, setWanted] = useState('');
  // What is typed here is kept nowhere, not even to tell one try from the next.
  const save = useCommand('password', {}, () =>
    api('auth/change_password/', {
      method: 'POST',
      body: { current_password: current, new_password: wanted },
    }),
  );
  const faultOf = useFaultOf(save.error);
  return (
    <Card title={say('password.change')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save.go().then((done) => {
            if (done === null) return;
            setCurrent('');
            setWanted('');
          });
        }}
      >
        <ErrorNote error={save.error} />
        <PasswordField
          label={say('password.current')}
          autoComplete="current-password"
          required
          value={current}
          fault={faultOf('current_password')}
          onText={setCurrent}
        />
        <PasswordField
          label={say('password.new')}
          autoComplete="new-password"
          required
          hint={say('password.rules')}
          value={wanted}
          fault={faultOf('new_password')}
          onText={setWanted}
        />
        <div className="row">
          <Button type="submit" isBusy={save.isBusy}>
            {say('password.change')}
          </Button>
          <span role="status">{save.done === null ? '' : say('password.changed')}</span>
        </div>
      </form>
    </Card>
  );
}
