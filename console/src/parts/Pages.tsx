import { Box, Button, Typography } from '@mui/material';
import { useListContext } from 'react-admin';
import { say } from '../words/say';

/** Turns pages from cursor to cursor: how many there are is not counted. */
export function Pages() {
  const { page, setPage, hasNextPage, hasPreviousPage, isPending } = useListContext();
  if (isPending || (page === 1 && !hasNextPage)) return null;
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'flex-end', gap: 1, p: 1 }}>
      <Typography variant="body2">{say('Page {page}', { page })}</Typography>
      <Button
        size="small"
        disabled={!hasPreviousPage}
        onClick={() => {
          setPage(page - 1);
        }}
      >
        {say('Back')}
      </Button>
      <Button
        size="small"
        disabled={!hasNextPage}
        onClick={() => {
          setPage(page + 1);
        }}
      >
        {say('Next')}
      </Button>
    </Box>
  );
}
