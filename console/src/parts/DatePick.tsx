import { TextField } from '@mui/material';
import { problemOf } from '../api/client';
import { faultInWords } from './errors';
import { chosen } from './format';

/** A date that a figure is asked for; empty: what the API takes by itself, which is then shown. */
export function DatePick({
  label,
  value,
  fallback,
  error,
  name,
  onChange,
}: {
  label: string;
  value: string;
  fallback?: string | undefined;
  /** What the API refused, and what it calls this date: it is said here. */
  error?: unknown;
  name: string;
  onChange: (date: string) => void;
}) {
  const shown = value === '' ? (fallback ?? '') : value;
  const refused = problemOf(error)?.errors?.find(({ field }) => field === name);
  return (
    <TextField
      label={label}
      error={refused !== undefined}
      helperText={refused ? faultInWords(refused, label) : chosen(shown)}
      type="date"
      size="small"
      fullWidth={false}
      value={shown}
      onChange={(event) => {
        onChange(event.target.value);
      }}
      slotProps={{ inputLabel: { shrink: true } }}
      sx={{ my: 1, width: 190 }}
    />
  );
}
