import { Box, Typography } from '@mui/material';
import { useMemo } from 'react';
import { qrOutline } from '../../../web/qr';
import { say } from '../words/say';

/** What an authenticator app takes: to be scanned, or to be typed. Always dark on white, as cameras want it. */
export function QrCode({ uri, secret }: { uri: string; secret: string }) {
  const { size, path } = useMemo(() => qrOutline(uri), [uri]);
  return (
    <Box sx={{ textAlign: 'center', mb: 2 }}>
      <Box
        component="svg"
        role="img"
        aria-label={say('factor.qr')}
        viewBox={`0 0 ${String(size)} ${String(size)}`}
        shapeRendering="crispEdges"
        sx={{ width: 220, maxWidth: '100%', bgcolor: '#fff', borderRadius: 1 }}
      >
        <path d={path} fill="#000" />
      </Box>
      <Typography sx={{ overflowWrap: 'anywhere' }}>
        {say('factor.key')}{' '}
        <Box component="code" dir="ltr" sx={{ userSelect: 'all' }}>
          {secret}
        </Box>
      </Typography>
    </Box>
  );
}
