import { Alert, Box, Button, Card, CardContent, MenuItem, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore, type SubmitEvent } from 'react';
import { Notification, useLogin } from 'react-admin';
import { useLocation, useNavigate } from 'react-router-dom';
import { logoAt } from '../../web/logo';
import { askedOfKey, touchKey, type AskedOfKey } from '../../web/keys';
import { accessToken, currentSession, subscribe, type KeyProof } from '../../web/session';
import { LANGUAGE_NAMES, LANGUAGES } from '../../web/speech';
import { isStaff } from './api/auth-provider';
import { api, problemOf } from './api/client';
import type { Schemas } from './api/types';
import { errorInWords, faultInWords } from './parts/errors';
import { PasswordInput } from './parts/PasswordInput';
import { changeLanguage, currentLanguage, say } from './words/say';

export function SignIn() {
  const login = useLogin();
  useSignedInElsewhere();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  /** Asked for when the present one is temporary. */
  const [newPassword, setNewPassword] = useState<string | null>(null);
  /** Asked for where a second factor is on. */
  const [code, setCode] = useState<string | null>(null);
  /** What the user's security keys are asked. Null: there is none. */
  const [asked, setAsked] = useState<AskedOfKey | null>(null);
  const [error, setError] = useState('');
  const [weakness, setWeakness] = useState('');
  const [isBusy, setBusy] = useState(false);

  const signIn = (proof: { code?: string; key?: KeyProof }) =>
    login({
      username,
      password,
      ...(newPassword === null ? {} : { new_password: newPassword }),
      ...proof,
    }) as Promise<void>;
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setError('');
    setWeakness('');
    try {
      await work();
    } catch (caught) {
      const problem = problemOf(caught);
      const weak = problem?.errors?.find(({ field }) => field === 'new_password');
      setAsked((before) => askedOfKey(caught) ?? before);
      if (problem?.code === 'password_change_required' && newPassword === null) setNewPassword('');
      else if (problem?.code === 'factor_required' && code === null) setCode('');
      else if (weak) setWeakness(faultInWords(weak, say('New password')));
      else setError(errorInWords(caught));
      setBusy(false);
    }
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void attempt(() => signIn(code === null ? {} : { code }));
  };
  const withKey = () =>
    attempt(async () => {
      // A challenge counts once: each attempt asks for its own.
      const refusal: unknown = await signIn({}).then(
        () => null,
        (caught: unknown) => caught,
      );
      if (refusal === null) return;
      const now = askedOfKey(refusal);
      if (now === null) throw refusal as Error;
      await signIn({ key: await touchKey(now) });
    });

  return (
    <Box
      component="main"
      sx={{ minHeight: '100vh', display: 'grid', placeItems: 'center', bgcolor: 'background.default', p: 2 }}
    >
      <Card sx={{ width: '100%', maxWidth: 380 }}>
        <CardContent component="form" onSubmit={submit} sx={{ p: 3 }}>
          <BankSign />
          <Typography variant="h5" component="h1" sx={{ fontWeight: 600 }}>
            {say('Loan administration')}
          </Typography>
          <Typography color="text.secondary" sx={{ mb: 2 }}>
            {say('For the staff of the bank')}
          </Typography>
          {error && (
            <Alert severity="error" role="alert" sx={{ mb: 1 }}>
              {error}
            </Alert>
          )}
          <TextField
            label={say('Username')}
            name="username"
            autoComplete="username"
            autoFocus
            required
            fullWidth
            margin="dense"
            value={username}
            onChange={(event) => {
              setUsername(event.target.value);
            }}
          />
          <PasswordInput
            label={say('Password')}
            name="password"
            autoComplete="current-password"
            required
            fullWidth
            margin="dense"
            value={password}
            onChange={(event) => {
              setPassword(event.target.value);
            }}
          />
          {newPassword !== null && (
            <>
              <Alert severity="info" role="status" sx={{ mt: 1 }}>
                {say('Somebody else gave you this password. Please choose your own.')}
              </Alert>
              <PasswordInput
                label={say('New password')}
                name="new_password"
                autoComplete="new-password"
                autoFocus
                required
                fullWidth
                margin="dense"
                error={weakness !== ''}
                helperText={weakness || say('Long is better than odd: a few words that nobody would guess.')}
                value={newPassword}
                onChange={(event) => {
                  setNewPassword(event.target.value);
                }}
              />
            </>
          )}
          {code !== null && (
            <TextField
              label={say('factor.code')}
              name="code"
              autoComplete="one-time-code"
              autoFocus
              required
              fullWidth
              margin="dense"
              helperText={say('factor.codeHint')}
              value={code}
              onChange={(event) => {
                setCode(event.target.value);
              }}
              slotProps={{ htmlInput: { dir: 'ltr', autoCapitalize: 'none', spellCheck: false } }}
            />
          )}
          <Button type="submit" variant="contained" fullWidth disabled={isBusy} sx={{ mt: 2 }} size="large">
            {say('Sign in')}
          </Button>
          {asked !== null && (
            <Button fullWidth disabled={isBusy} sx={{ mt: 1 }} onClick={() => void withKey()}>
              {say('key.use')}
            </Button>
          )}
          <LanguageChoice />
        </CardContent>
      </Card>
      <Notification />
    </Box>
  );
}

/** At which bank this is, where it has a name or a picture. */
function BankSign() {
  const { data: bank } = useQuery({
    queryKey: ['bank'],
    queryFn: () => api<Schemas['BankResponse']>('bank/', { isPublic: true }),
  });
  if (!bank) return null;
  return (
    <Box sx={{ mb: 2, '&:empty': { display: 'none' } }}>
      {bank.logo_version !== null && (
        <Box
          component="img"
          src={logoAt(bank.logo_version)}
          alt=""
          sx={{ display: 'block', maxWidth: '100%', maxHeight: 72, mb: 1 }}
        />
      )}
      {bank.name !== '' && (
        <Typography>
          <bdi>{bank.name}</bdi>
        </Typography>
      )}
    </Box>
  );
}

/** Who signs in in another tab is signed in here as well; each goes on where this tab was. */
function useSignedInElsewhere(): void {
  const session = useSyncExternalStore(subscribe, currentSession);
  const navigate = useNavigate();
  const state = useLocation().state as { nextPathname?: string; nextSearch?: string } | null;
  const isIn = session.state === 'in' && isStaff(session.user);
  useEffect(() => {
    // After the page was loaded anew for somebody.
    if (session.state === 'starting') void accessToken().catch(() => undefined);
    if (isIn) void navigate(`${state?.nextPathname ?? '/'}${state?.nextSearch ?? ''}`, { replace: true });
  }, [session.state, isIn, navigate, state]);
}

function LanguageChoice() {
  return (
    <TextField
      select
      label={say('Language')}
      size="small"
      fullWidth
      margin="normal"
      value={currentLanguage()}
      onChange={(event) => {
        const wanted = LANGUAGES.find((each) => each === event.target.value);
        if (wanted) changeLanguage(wanted);
      }}
    >
      {LANGUAGES.map((each) => (
        <MenuItem key={each} value={each} lang={each}>
          {LANGUAGE_NAMES[each]}
        </MenuItem>
      ))}
    </TextField>
  );
}
