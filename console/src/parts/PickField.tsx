import { Autocomplete, TextField } from '@mui/material';
import { useState } from 'react';
import type { FieldDescription } from './form';
import { nameOf, type Row } from './Picker';
import { useApi } from './use-api';
import { say } from '../words/say';

const idOf = (row: Row): string => String(row.id);

/** A field for one loan, customer or provider, which is looked for by name or by number. Its value is the id. */
export function PickField({
  field: { label, reference = '', optional, help },
  value,
  problem,
  autoFocus,
  onPick,
}: {
  field: FieldDescription;
  value: string;
  problem: string | undefined;
  autoFocus: boolean;
  onPick: (id: string) => void;
}) {
  const [search, setSearch] = useState('');
  const [picked, setPicked] = useState<Row | null>(null);
  const found = useApi<{ results: Row[] }>(`${reference}/`, { search: search.trim(), limit: 10 });
  return (
    <Autocomplete
      options={found.data?.results ?? []}
      value={value === '' ? null : picked}
      getOptionLabel={nameOf}
      getOptionKey={idOf}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      // The API has searched.
      filterOptions={(options) => options}
      loading={found.isFetching}
      noOptionsText={say('Nothing is found.')}
      onInputChange={(_, text, reason) => {
        setSearch(reason === 'input' ? text : '');
      }}
      onChange={(_, row) => {
        setPicked(row);
        onPick(row === null ? '' : idOf(row));
      }}
      renderInput={(parameters) => (
        <TextField
          {...parameters}
          label={label}
          autoFocus={autoFocus}
          error={problem !== undefined}
          helperText={problem ?? help}
          required={!optional}
          margin="dense"
          slotProps={{
            input: parameters.InputProps,
            inputLabel: parameters.InputLabelProps,
            htmlInput: { ...parameters.inputProps, required: false, 'aria-required': !optional },
          }}
        />
      )}
    />
  );
}
