import {
  Checkbox,
  FormControlLabel,
  FormHelperText,
  InputAdornment,
  MenuItem,
  Switch,
  TextField,
} from '@mui/material';
import { confirmationOf, isUnusual, readField, type FieldDescription, type Value, type Values } from './form';
import { bankCurrency, chosen, duration, money, percent } from './format';
import { typed } from './numbers';
import { PasswordInput } from './PasswordInput';
import { PickField } from './PickField';
import { words } from './words';
import { say } from '../words/say';

/** One field of a form: how it was understood stands below it, or what is wrong with it. */
export function FormField({
  field,
  values,
  problem,
  autoFocus = false,
  onChange,
}: {
  field: FieldDescription;
  values: Values;
  problem: string | undefined;
  /** The first of a form: who opened it types at once. */
  autoFocus?: boolean;
  onChange: (name: string, value: Value) => void;
}) {
  const { name, label, kind = 'text', help, choices, labels, optional, nullable } = field;
  const value = values[name] ?? '';
  if (kind === 'switch') {
    return (
      <>
        <FormControlLabel
          sx={{ display: 'flex', my: 1 }}
          control={
            <Switch
              checked={value === true}
              onChange={(_, checked) => {
                onChange(name, checked);
              }}
            />
          }
          label={help ? `${label} – ${help}` : label}
        />
        {problem && <FormHelperText error>{problem}</FormHelperText>}
      </>
    );
  }
  if (kind === 'pick') {
    return (
      <PickField
        field={field}
        value={String(value)}
        problem={problem}
        autoFocus={autoFocus}
        onPick={(id) => {
          onChange(name, id);
        }}
      />
    );
  }
  const Input = kind === 'password' ? PasswordInput : TextField;
  return (
    <>
      <Input
        name={name}
        label={label}
        error={problem !== undefined}
        helperText={problem ?? hintsOf(field, value)}
        value={kind === 'several' ? chosenOf(value) : value}
        required={!optional && !nullable}
        onChange={(event) => {
          const typed: unknown = event.target.value;
          onChange(name, Array.isArray(typed) ? typed.join(',') : String(typed));
        }}
        {...(kind === 'password'
          ? {}
          : { type: kind === 'date' ? 'date' : 'text', select: kind === 'choice' || kind === 'several' })}
        multiline={kind === 'long'}
        minRows={kind === 'long' ? 2 : 1}
        autoFocus={autoFocus}
        onFocus={(event) => {
          // An amount that is proposed is typed over.
          if (kind === 'amount') event.target.select();
        }}
        fullWidth
        margin="dense"
        autoComplete={kind === 'password' ? 'new-password' : 'off'}
        slotProps={{
          inputLabel: kind === 'date' || (kind === 'choice' && nullable) ? { shrink: true } : {},
          input:
            kind === 'percent' ? { endAdornment: <InputAdornment position="end">%</InputAdornment> } : {},
          select: { displayEmpty: nullable === true, multiple: kind === 'several' },
          htmlInput: {
            // The form itself says what is missing, in its own words and at the field.
            ...(kind === 'choice' || kind === 'several'
              ? {}
              : { required: false, 'aria-required': !optional && !nullable }),
            ...(kind === 'amount' || kind === 'percent' ? { inputMode: 'decimal' } : {}),
            ...(kind === 'number' ? { inputMode: 'numeric' } : {}),
          },
        }}
      >
        {kind === 'choice' && nullable && <MenuItem value="">{say('No limit')}</MenuItem>}
        {choices?.map((choice) => (
          <MenuItem key={choice} value={choice}>
            {labels?.[choice] ?? words(choice)}
          </MenuItem>
        ))}
      </Input>
      {isUnusual(field, value) && (
        <FormControlLabel
          control={
            <Checkbox
              size="small"
              checked={values[confirmationOf(field)] === true}
              onChange={(_, checked) => {
                onChange(confirmationOf(field), checked);
              }}
            />
          }
          label={say('Yes, {figure} is meant', { figure: shown(field, value) })}
        />
      )}
    </>
  );
}

/** As a list that has several chosen takes them. */
const chosenOf = (value: Value): string[] =>
  String(value)
    .split(',')
    .filter((one) => one !== '');

/** What was typed as it is shown everywhere, where it is not typed so. */
function understood(field: FieldDescription, value: Value): string | undefined {
  if (field.kind === 'date') return chosen(String(value));
  const read = readField(field, value);
  if ('problem' in read || read.value === value) return undefined;
  if (field.kind === 'amount' && typed(read.value) !== value) {
    return money(read.value, field.currency ?? bankCurrency);
  }
  return field.kind === 'duration' ? duration(read.value) : undefined;
}

/** Who is used to ratios types 0.05 for five percent. */
function isSmall(field: FieldDescription, value: Value): boolean {
  if (field.kind !== 'percent' || field.range === 'adjustment' || value === '') return false;
  const read = readField(field, value);
  return 'value' in read && Number(read.value) > 0 && Number(read.value) < 0.01;
}

function hintsOf(field: FieldDescription, value: Value): string {
  const small = isSmall(field, value) ? say('Less than one percent. Five percent is 5.') : undefined;
  return [understood(field, value), small, field.help].filter(Boolean).join(' · ');
}

function shown(field: FieldDescription, value: Value): string {
  const read = readField(field, value);
  return 'value' in read ? percent(read.value) : '';
}
