import { FormControlLabel, MenuItem, Switch, TextField } from '@mui/material';

export type Value = string | number | boolean | null;
export type Values = Record<string, Value>;

export interface FieldDescription {
  name: string;
  label: string;
  kind?: 'text' | 'amount' | 'rate' | 'number' | 'date' | 'long' | 'choice' | 'switch' | 'password';
  choices?: readonly string[];
  labels?: Record<string, string>;
  help?: string;
  initial?: Value;
  optional?: boolean;
  /** Empty means null: no limit. */
  nullable?: boolean;
}

/** What a form starts with. Fields that are left empty and are optional are not sent. */
export function initialValues(fields: readonly FieldDescription[]): Values {
  return Object.fromEntries(
    fields.map(({ name, initial, kind }) => [name, initial ?? (kind === 'switch' ? false : '')]),
  );
}

/** What a form says, as the API takes it. */
export function asBody(fields: readonly FieldDescription[], values: Values): Record<string, Value> {
  return Object.fromEntries(
    fields.flatMap((field): [string, Value][] => {
      const value = values[field.name] ?? '';
      if (field.kind === 'switch') return [[field.name, value]];
      if (value === '' && field.nullable) return [[field.name, null]];
      if (value === '' && field.optional) return [];
      return [[field.name, field.kind === 'number' && value !== '' ? Number(value) : value]];
    }),
  );
}

/** Only what is not as it was at first. */
export function changesOf(fields: readonly FieldDescription[], values: Values): Record<string, Value> {
  const first = asBody(fields, initialValues(fields));
  return Object.fromEntries(
    Object.entries(asBody(fields, values)).filter(([name, value]) => first[name] !== value),
  );
}

/** One field of a form. What it may hold is judged by the API, whose words are shown. */
export function FormField({
  field,
  value,
  onChange,
}: {
  field: FieldDescription;
  value: Value | undefined;
  onChange: (value: Value) => void;
}) {
  const { name, label, kind = 'text', help, choices, labels, optional, nullable } = field;
  if (kind === 'switch') {
    return (
      <FormControlLabel
        sx={{ display: 'flex', my: 1 }}
        control={
          <Switch
            checked={value === true}
            onChange={(_, checked) => {
              onChange(checked);
            }}
          />
        }
        label={help ? `${label} – ${help}` : label}
      />
    );
  }
  const types: Partial<Record<typeof kind, string>> = { date: 'date', password: 'password' };
  return (
    <TextField
      name={name}
      label={label}
      helperText={help}
      value={value ?? ''}
      required={!optional && !nullable}
      onChange={(event) => {
        onChange(event.target.value);
      }}
      type={types[kind] ?? 'text'}
      select={kind === 'choice'}
      multiline={kind === 'long'}
      minRows={kind === 'long' ? 2 : 1}
      fullWidth
      margin="dense"
      autoComplete={kind === 'password' ? 'new-password' : 'off'}
      slotProps={{
        inputLabel: kind === 'date' ? { shrink: true } : {},
        htmlInput: {
          ...(kind === 'amount' || kind === 'rate' ? { inputMode: 'decimal' } : {}),
          ...(kind === 'number' ? { inputMode: 'numeric' } : {}),
        },
      }}
    >
      {choices?.map((choice) => (
        <MenuItem key={choice} value={choice}>
          {labels?.[choice] ?? choice}
        </MenuItem>
      ))}
    </TextField>
  );
}
