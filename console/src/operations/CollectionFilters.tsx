import { Box, MenuItem, TextField } from '@mui/material';
import { useSearchParams } from 'react-router-dom';

const CHOICES = {
  assigned_to: { label: 'Worked on by', choices: { '': 'Anybody', me: 'Me', nobody: 'Nobody' } },
  promise: {
    label: 'Promise',
    choices: {
      '': 'Any or none',
      broken: 'Broken',
      open: 'Open',
      none: 'None',
      'broken,none': 'Not waiting for one',
    },
  },
  no_contact_days: {
    label: 'Contact',
    choices: { '': 'Whenever', '1': 'None for a day', '7': 'None for 7 days', '30': 'None for 30 days' },
  },
} as const;
type Name = keyof typeof CHOICES;
const NAMES = Object.keys(CHOICES) as Name[];

/** The filters of the list of late loans, which stand in the address. */
export function useCollectionFilters(): [Record<string, string>, (name: string, value: string) => void] {
  const [parameters, setParameters] = useSearchParams();
  const filters = Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = parameters.get(name);
      return value === null || value === '' ? [] : [[name, value]];
    }),
  );
  return [
    filters,
    (name, value) => {
      const others = Object.entries(filters).filter(([each]) => each !== name);
      setParameters(Object.fromEntries(value === '' ? others : [...others, [name, value]]));
    },
  ];
}

export function CollectionFilters({
  filters,
  onChange,
}: {
  filters: Record<string, string>;
  onChange: (name: string, value: string) => void;
}) {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, mb: 1.5 }}>
      {NAMES.map((name) => (
        <TextField
          key={name}
          select
          size="small"
          label={CHOICES[name].label}
          value={filters[name] ?? ''}
          onChange={(event) => {
            onChange(name, event.target.value);
          }}
          slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
          sx={{ width: 190 }}
        >
          {Object.entries(CHOICES[name].choices).map(([value, text]) => (
            <MenuItem key={value} value={value}>
              {text}
            </MenuItem>
          ))}
        </TextField>
      ))}
    </Box>
  );
}
