import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';

/** Labels and values, in as many columns as there is room for. */
export function Figures({
  rows,
  min = 150,
}: {
  rows: readonly (readonly [label: string, value: ReactNode])[];
  min?: number;
}) {
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: `repeat(auto-fill, minmax(${String(min)}px, 1fr))`,
        gap: 2,
        m: 0,
      }}
    >
      {rows.map(([label, value]) => (
        <Box key={label} sx={{ minWidth: 0 }}>
          <Typography component="dt" variant="caption" color="text.secondary">
            {label}
          </Typography>
          <Typography
            component="dd"
            variant="body2"
            sx={{ m: 0, fontVariantNumeric: 'tabular-nums', overflowWrap: 'anywhere' }}
          >
            {value}
          </Typography>
        </Box>
      ))}
    </Box>
  );
}
