import { Box } from '@mui/material';
import type { ReactNode } from 'react';

/** One of the things that happened, in a list of them. `markLast`: where the newest comes last, it stands out. */
export function TimelineItem({ markLast = false, children }: { markLast?: boolean; children: ReactNode }) {
  return (
    <Box
      component="li"
      sx={{
        borderLeft: 3,
        borderColor: 'divider',
        pl: 2,
        pb: 2,
        ml: 0.5,
        '&:last-of-type': { pb: 0, ...(markLast && { borderColor: 'primary.main' }) },
      }}
    >
      {children}
    </Box>
  );
}
