import { useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { api } from '../../../web/client';
import { signIn } from '../../../web/session';
import { useBank } from '../api/use';
import type { Bank } from '../api/types';
import { ErrorNote, useFaultOf } from '../parts/errors';
import { Field, PasswordField, UsernameField } from '../parts/fields';
import { Button, Card, Loaded, Page } from '../parts/ui';
import { useCommand } from '../parts/use-command';
import { useSpeech } from '../words/speech';

export default function Register() {
  const { say } = useSpeech();
  const bank = useBank();
  return (
    <Page title={say('register')} lead={say('register.lead')}>
      <div className="narrow stack">
        <Loaded of={bank}>{(data) => <RegisterForm roles={data.register_as} />}</Loaded>
        <p>
          {say('register.known')} <Link to="/sign-in">{say('signIn')}</Link>
        </p>
      </div>
    </Page>
  );
}

function RegisterForm({ roles }: { roles: Bank['register_as'] }) {
  const { say, language } = useSpeech();
  const [, navigate] = useLocation();
  const [parameters] = useSearchParams();
  const asked = roles.find((role) => role === parameters.get('as')) ?? roles[0];
  const [role, setRole] = useState(asked);
  const [names, setNames] = useState({ first_name: '', last_name: '', email: '', username: '' });
  const [password, setPassword] = useState('');
  const fields = { ...names, role, language };
  const command = useCommand('register', fields, async () => {
    const { email, ...others } = names;
    const body = { ...others, role, language, password, ...(email !== '' && { email }) };
    await api('auth/register/', { method: 'POST', body, isPublic: true });
    return signIn({ username: names.username, password });
  });
  const faultOf = useFaultOf(command.error);
  const field = (name: keyof typeof names) => ({
    name,
    value: names[name],
    fault: faultOf(name),
    onText: (text: string) => {
      setNames({ ...names, [name]: text });
    },
  });
  if (roles.length === 0) return <p>{say('register.closed')}</p>;
  return (
    <Card>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void command.go().then((user) => {
            if (user) navigate('/', { replace: true });
          });
        }}
      >
        <ErrorNote error={command.error} />
        {roles.length > 1 && (
          <fieldset className="stack tight">
            <legend className="legend">{say('register.as')}</legend>
            {roles.map((each) => (
              <label key={each} className="choice">
                <input
                  type="radio"
                  name="role"
                  value={each}
                  checked={role === each}
                  onChange={() => {
                    setRole(each);
                  }}
                />
                <span>
                  <strong>{say(each === 'customer' ? 'register.borrower' : 'register.lender')}</strong>
                  <span className="hint" style={{ display: 'block' }}>
                    {say(each === 'customer' ? 'register.borrowerSaid' : 'register.lenderSaid')}
                  </span>
                </span>
              </label>
            ))}
          </fieldset>
        )}
        <Field label={say('firstName')} autoComplete="given-name" required {...field('first_name')} />
        <Field label={say('lastName')} autoComplete="family-name" required {...field('last_name')} />
        <Field
          label={say('email')}
          type="email"
          autoComplete="email"
          hint={say('optional')}
          {...field('email')}
        />
        <UsernameField minLength={3} hint={say('username.rules')} {...field('username')} />
        <PasswordField
          label={say('password')}
          name="password"
          autoComplete="new-password"
          required
          hint={say('password.rules')}
          fault={faultOf('password')}
          value={password}
          onText={setPassword}
        />
        <Button type="submit" isWide isBusy={command.isBusy}>
          {say('register.do')}
        </Button>
      </form>
    </Card>
  );
}
