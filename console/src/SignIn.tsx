import { Alert, Box, Button, Card, CardContent, TextField, Typography } from '@mui/material';
import { useState, type SubmitEvent } from 'react';
import { Notification, useLogin } from 'react-admin';
import { problemOf } from './api/client';
import { asSentence, LABELS } from './parts/words';

export function SignIn() {
  const login = useLogin();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  /** Asked for when the present one is temporary. */
  const [newPassword, setNewPassword] = useState<string | null>(null);
  const [error, setError] = useState('');
  const [weakness, setWeakness] = useState('');
  const [isBusy, setBusy] = useState(false);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setError('');
    setWeakness('');
    try {
      await login({ username, password, ...(newPassword === null ? {} : { new_password: newPassword }) });
    } catch (caught) {
      const problem = problemOf(caught);
      const weak = problem?.errors?.find(({ field }) => field === 'new_password');
      if (problem?.code === 'password_change_required') setNewPassword('');
      else if (weak)
        setWeakness(asSentence(weak.message, { field: 'new_password', label: LABELS.new_password ?? '' }));
      else {
        setError(
          caught instanceof Error && caught.message
            ? caught.message
            : 'The server cannot be reached just now.',
        );
      }
      setBusy(false);
    }
  };

  return (
    <Box
      component="main"
      sx={{ minHeight: '100vh', display: 'grid', placeItems: 'center', bgcolor: 'background.default', p: 2 }}
    >
      <Card sx={{ width: '100%', maxWidth: 380 }}>
        <CardContent component="form" onSubmit={(event) => void submit(event)} sx={{ p: 3 }}>
          <Typography variant="h5" component="h1" sx={{ fontWeight: 600 }}>
            Loan administration
          </Typography>
          <Typography color="text.secondary" sx={{ mb: 2 }}>
            For the staff of the bank
          </Typography>
          {error && (
            <Alert severity="error" role="alert" sx={{ mb: 1 }}>
              {error}
            </Alert>
          )}
          <TextField
            label="Username"
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
          <TextField
            label="Password"
            name="password"
            type="password"
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
                Somebody else gave you this password. Please choose your own.
              </Alert>
              <TextField
                label="New password"
                name="new_password"
                type="password"
                autoComplete="new-password"
                autoFocus
                required
                fullWidth
                margin="dense"
                error={weakness !== ''}
                helperText={weakness || 'Long is better than odd: a few words that nobody would guess.'}
                value={newPassword}
                onChange={(event) => {
                  setNewPassword(event.target.value);
                }}
              />
            </>
          )}
          <Button type="submit" variant="contained" fullWidth disabled={isBusy} sx={{ mt: 2 }} size="large">
            Sign in
          </Button>
        </CardContent>
      </Card>
      <Notification />
    </Box>
  );
}
