import {
  Alert,
  Box,
  Dialog,
  DialogContent,
  DialogTitle,
  TextField,
  Typography,
  useMediaQuery,
} from '@mui/material';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useRested } from '../../../web/use-rested';
import type { Schemas } from '../api/types';
import { ErrorBox } from '../parts/ErrorBox';
import { REST_MS, useApi } from '../parts/use-api';
import { Findings } from './Findings';
import { say } from '../words/say';

const LEAST = 2;
const MOST = 100;

/** Looks for people, loans and receipts while it is typed; arrows go through what is found. */
export function SearchDialog({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  // Thirty searches a minute are allowed.
  const wanted = useRested(text.trim(), REST_MS);
  // What was searched for is about people: it is forgotten as soon as the box is closed.
  const found = useApi<Schemas['FoundResponse']>(
    'search/',
    { q: wanted },
    { enabled: wanted.length >= LEAST, keptMs: 0 },
  );
  const titleId = useId();
  const list = useRef<HTMLDivElement>(null);
  const isSmall = useMediaQuery((theme) => theme.breakpoints.down('sm'));
  const isOfNow = wanted === text.trim();

  const moveBy = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp' && event.key !== 'Enter') return;
    const links = [...(list.current?.querySelectorAll('a') ?? [])];
    const at = links.findIndex((link) => link === document.activeElement);
    // Enter in the field opens the first, once it is of what stands there.
    if (event.key === 'Enter') {
      if (at < 0 && isOfNow) links[0]?.click();
      if (at < 0) event.preventDefault();
      return;
    }
    event.preventDefault();
    const next = at + (event.key === 'ArrowDown' ? 1 : -1);
    if (next < 0) list.current?.querySelector('input')?.focus();
    else links[next]?.focus();
  };

  return (
    <Dialog
      open
      onClose={onClose}
      fullWidth
      maxWidth="sm"
      fullScreen={isSmall}
      aria-labelledby={titleId}
      sx={{ '& .MuiDialog-container': { alignItems: 'flex-start' } }}
    >
      <DialogTitle id={titleId}>{say('Search')}</DialogTitle>
      <DialogContent onKeyDown={moveBy} ref={list}>
        <TextField
          label={say('Name, number, phone, receipt or reference')}
          helperText={say(
            'A name in any order, a number, a phone number, the number of a receipt, or the reference of a payment.',
          )}
          type="search"
          autoFocus
          fullWidth
          margin="dense"
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
          }}
          slotProps={{ htmlInput: { maxLength: MOST } }}
        />
        <Box role="status" sx={{ mt: 1 }}>
          {found.error && <ErrorBox error={found.error} />}
          {found.data && isOfNow && (
            <>
              {found.data.wrong_check_digit && (
                <Alert severity="warning">
                  {say('This looks like a number, but one of its digits is wrong.')}
                </Alert>
              )}
              {isEmpty(found.data) && !found.data.wrong_check_digit && (
                <Typography color="text.secondary">{say('Nothing is found.')}</Typography>
              )}
            </>
          )}
        </Box>
        {found.data && isOfNow && <Findings found={found.data} onPick={onClose} />}
      </DialogContent>
    </Dialog>
  );
}

const isEmpty = ({ loans, customers, providers, receipts }: Schemas['FoundResponse']): boolean =>
  loans.length + customers.length + providers.length + receipts.length === 0;
