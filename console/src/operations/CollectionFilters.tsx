import { Box, MenuItem, TextField } from '@mui/material';
import { useGetIdentity } from 'react-admin';
import { useSearchParams } from 'react-router-dom';
import { colleague, useStaff } from '../care/GiveTo';
import { say } from '../words/say';

const CHOICES = {
  assigned_to: {
    label: say('Worked on by'),
    choices: { '': say('Anybody'), me: say('Me'), nobody: say('Nobody') },
  },
  promise: {
    label: say('Promise'),
    choices: {
      '': say('Any or none'),
      broken: say('Broken'),
      open: say('Open'),
      none: say('None'),
      'broken,none': say('Not waiting for one'),
    },
  },
  no_contact_days: {
    label: say('Contact'),
    choices: {
      '': say('Whenever'),
      '1': say('None for a day'),
      '7': say('None for 7 days'),
      '30': say('None for 30 days'),
    },
  },
};
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
  const choicesOf = useChoices(filters);
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
          sx={{ width: 'auto', minWidth: 190 }}
        >
          {Object.entries(choicesOf(name)).map(([value, text]) => (
            <MenuItem key={value} value={value}>
              {text}
            </MenuItem>
          ))}
        </TextField>
      ))}
    </Box>
  );
}

/** What a filter can be; late loans can also be those of a colleague. */
function useChoices(filters: Record<string, string>): (name: Name) => Record<string, string> {
  const { identity } = useGetIdentity();
  const others = useStaff().filter(({ id }) => id !== identity?.id);
  return (name) => {
    const chosen = filters[name] ?? '';
    return {
      // An address may name somebody who is not known here, or not yet.
      [chosen]: '…',
      ...CHOICES[name].choices,
      ...(name === 'assigned_to' && Object.fromEntries(others.map((each) => [each.id, colleague(each)]))),
    };
  };
}
