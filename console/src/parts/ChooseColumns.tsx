import ViewWeekIcon from '@mui/icons-material/ViewWeek';
import { Button, Checkbox, FormControlLabel, FormGroup, Popover } from '@mui/material';
import { useState } from 'react';
import { useResourceContext, useStore } from 'react-admin';
import { say } from '../words/say';

/**
 * Which columns a list shows, kept in the browser where the list around it looks (`DataTable`). The first one is the link
 * to what its row is about, and stays.
 */
export function ChooseColumns({ columns }: { columns: readonly { source: string; label: string }[] }) {
  const [hidden, setHidden] = useStore<string[]>(`${useResourceContext() ?? ''}.datatable`, []);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <Button
        size="small"
        startIcon={<ViewWeekIcon />}
        aria-haspopup="dialog"
        onClick={(event) => {
          setAnchor(event.currentTarget);
        }}
      >
        {say('Columns')}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => {
          setAnchor(null);
        }}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': say('Columns') } }}
      >
        <FormGroup sx={{ p: 2, pt: 1 }}>
          {columns.slice(1).map(({ source, label }) => (
            <FormControlLabel
              key={source}
              label={label}
              control={
                <Checkbox
                  size="small"
                  checked={!hidden.includes(source)}
                  onChange={(_event, isShown) => {
                    const others = hidden.filter((each) => each !== source);
                    setHidden(isShown ? others : [...others, source]);
                  }}
                />
              }
            />
          ))}
        </FormGroup>
      </Popover>
    </>
  );
}
