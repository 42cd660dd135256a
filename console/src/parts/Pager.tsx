import { Box, Button, Typography } from '@mui/material';
import { useState, type ReactNode } from 'react';
import { cursorOf } from '../api/client';
import { Loaded } from './Loaded';
import { useApi } from './use-api';
import { say } from '../words/say';

/** A list within a page: a page of rows at a time, from cursor to cursor. */
export function Pager<A extends { results: unknown[]; next: string | null }>({
  path,
  query = {},
  limit = 20,
  children,
}: {
  path: string;
  query?: object;
  limit?: number;
  children: (rows: A['results'], answer: A) => ReactNode;
}) {
  const [cursors, setCursors] = useState<string[]>([]);
  const answer = useApi<A>(path, { ...query, limit, cursor: cursors.at(-1) });
  return (
    <Loaded from={answer}>
      {(page) => {
        const next = cursorOf(page.next);
        return (
          <>
            {children(page.results, page)}
            {(cursors.length > 0 || next !== null) && (
              <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'flex-end', gap: 1, mt: 1 }}>
                <Typography variant="caption">{say('Page {page}', { page: cursors.length + 1 })}</Typography>
                <Button
                  size="small"
                  disabled={cursors.length === 0}
                  onClick={() => {
                    setCursors(cursors.slice(0, -1));
                  }}
                >
                  {say('Back')}
                </Button>
                <Button
                  size="small"
                  disabled={next === null}
                  onClick={() => {
                    if (next !== null) setCursors([...cursors, next]);
                  }}
                >
                  {say('Next')}
                </Button>
              </Box>
            )}
          </>
        );
      }}
    </Loaded>
  );
}
