import { Box, Button, Typography } from '@mui/material';
import { useListContext } from 'react-admin';
import type { ListMeta } from '../api/data-provider';
import { count } from './format';
import { say } from '../words/say';

/** Turns pages from cursor to cursor, and says how many rows there are where the list counts them. */
export function Pages() {
  const { page, setPage, hasNextPage, hasPreviousPage, isPending, meta } = useListContext();
  const { count: rows, isEstimate } = (meta ?? {}) as ListMeta;
  if (isPending) return null;
  const isCounted = rows !== undefined && rows !== null && rows > 0;
  const isWhole = page === 1 && !hasNextPage;
  if (isWhole && !isCounted) return null;
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        justifyContent: 'flex-end',
        gap: 1,
        px: 2,
        py: 1,
      }}
    >
      {isCounted && (
        <Typography variant="body2" color="text.secondary" role="status" sx={{ marginInlineEnd: 'auto' }}>
          {say(isEstimate ? 'About {count} in total' : '{count} in total', { count: count(rows) })}
        </Typography>
      )}
      {!isWhole && (
        <>
          <Typography variant="body2">{say('Page {page}', { page: count(page) })}</Typography>
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
        </>
      )}
    </Box>
  );
}
