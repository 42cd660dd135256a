import { Chip } from '@mui/material';
import { STATUS_COLORS } from '../theme';
import { words } from './words';

/** The state of a loan, a check or a run, in words and in its colour. */
export function Status({ value }: { value: string }) {
  return (
    <Chip size="small" variant="outlined" color={STATUS_COLORS[value] ?? 'default'} label={words(value)} />
  );
}
