import { Box, MenuItem, TextField } from '@mui/material';
import { useListContext } from 'react-admin';
import { say } from '../words/say';
import type { Column } from './StaffList';

/** By when a row was made, which every list can be in. */
const NEWEST: Choice = { field: 'created_at', order: 'DESC', name: say('Newest first') };
const MADE: Choice[] = [NEWEST, { field: 'created_at', order: 'ASC', name: say('Oldest first') }];

interface Choice {
  field: string;
  order: 'ASC' | 'DESC';
  name: string;
}

/** The order of a list on a phone, where no column has a head to tap. Nothing where there is only one order. */
export function SortPick({ columns }: { columns: readonly Column[] }) {
  const { sort, setSort } = useListContext();
  const choices = [...MADE, ...columns.flatMap(choicesOf)];
  if (choices.length === MADE.length) return null;
  const chosen = choices.findIndex(({ field, order }) => field === sort.field && order === sort.order);
  return (
    <Box sx={{ px: 2, pt: 2 }}>
      <TextField
        select
        fullWidth
        size="small"
        label={say('Sorted by')}
        value={Math.max(chosen, 0)}
        onChange={(event) => {
          const { field, order } = choices[Number(event.target.value)] ?? NEWEST;
          setSort({ field, order });
        }}
      >
        {choices.map(({ name }, index) => (
          <MenuItem key={name} value={index}>
            {name}
          </MenuItem>
        ))}
      </TextField>
    </Box>
  );
}

/** Both orders of a column, in the words of what is in it. */
function choicesOf({ source, label: column, sortable, figure, isText }: Column): Choice[] {
  if (!sortable || source === 'created_at') return [];
  const up = { field: source, order: 'ASC' } as const;
  const down = { field: source, order: 'DESC' } as const;
  if (figure) {
    return [
      { ...down, name: say('{column}: highest first', { column }) },
      { ...up, name: say('{column}: lowest first', { column }) },
    ];
  }
  if (isText) {
    return [
      { ...up, name: say('{column}: A to Z', { column }) },
      { ...down, name: say('{column}: Z to A', { column }) },
    ];
  }
  return [
    { ...up, name: say('{column}: earliest first', { column }) },
    { ...down, name: say('{column}: latest first', { column }) },
  ];
}
