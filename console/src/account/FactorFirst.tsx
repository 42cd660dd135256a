import { Box, Button, Card, CardContent, Typography } from '@mui/material';
import { Notification, useLogout } from 'react-admin';
import type { Schemas } from '../api/types';
import { useApi } from '../parts/use-api';
import { say } from '../words/say';
import { AddKey } from './AddKey';
import { SetUpFactor } from './SetUpFactor';

/** All there is for whom the bank wants a second factor of, until there is one. */
export default function FactorFirst() {
  const logout = useLogout();
  const factor = useApi<Schemas['FactorResponse']>('auth/factor/');
  return (
    <Box component="main" sx={{ minHeight: '100vh', display: 'grid', placeItems: 'center', p: 2 }}>
      <Card sx={{ width: '100%', maxWidth: 480 }}>
        <CardContent sx={{ p: 3 }}>
          <Typography variant="h5" component="h1" sx={{ fontWeight: 600, mb: 1 }}>
            {say('factor.first')}
          </Typography>
          <Typography sx={{ mb: 2 }}>{say('factor.firstSaid')}</Typography>
          <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
            <SetUpFactor />
            {factor.data && <AddKey factor={factor.data} />}
            <Button size="small" color="inherit" onClick={() => void logout()}>
              {say('Sign out')}
            </Button>
          </Box>
        </CardContent>
      </Card>
      <Notification />
    </Box>
  );
}
