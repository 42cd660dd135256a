import { TextField } from '@mui/material';

/** A date that a figure is asked for; empty: what the API takes by itself, which is then shown. */
export function DatePick({
  label,
  value,
  fallback,
  onChange,
}: {
  label: string;
  value: string;
  fallback?: string | undefined;
  onChange: (date: string) => void;
}) {
  return (
    <TextField
      label={label}
      type="date"
      size="small"
      fullWidth={false}
      value={value === '' ? (fallback ?? '') : value}
      onChange={(event) => {
        onChange(event.target.value);
      }}
      slotProps={{ inputLabel: { shrink: true } }}
      sx={{ my: 1, width: 190 }}
    />
  );
}
