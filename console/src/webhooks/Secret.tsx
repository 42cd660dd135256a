import { Alert } from '@mui/material';
import { sayWith } from '../words/say';

/** A secret that was just made: it is not shown again. */
export function Secret({ value }: { value: string | null }) {
  if (value === null) return null;
  return (
    <Alert severity="warning" sx={{ mt: 2, overflowWrap: 'anywhere' }}>
      {sayWith('Keep this secret now, it is not shown again: {secret}', { secret: <code>{value}</code> })}
    </Alert>
  );
}
