import { Box, Typography } from '@mui/material';
import { isValidElement, type ReactNode } from 'react';
import { breakable } from './breakable';

/** What is wider than a column and has no gap, such as a large amount, an address or an id, has two of them. */
const isLong = (value: ReactNode): boolean => /[\d.,]{15}|\S{20}/.test(textOf(value));

function textOf(value: ReactNode): string {
  if (isValidElement<{ children?: ReactNode }>(value)) return textOf(value.props.children);
  return typeof value === 'string' ? value : '';
}

/** Labels and values, in as many columns as there is room for. Lines of a text stay lines. */
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
        <Box
          key={label}
          sx={{ minWidth: 0, ...(min <= 150 && isLong(value) ? { gridColumn: 'span 2' } : {}) }}
        >
          <Typography component="dt" variant="caption" color="text.secondary">
            {label}
          </Typography>
          <Typography
            component="dd"
            variant="body2"
            sx={{
              m: 0,
              fontVariantNumeric: 'tabular-nums',
              overflowWrap: 'anywhere',
              whiteSpace: 'pre-line',
            }}
          >
            {breakable(value)}
          </Typography>
        </Box>
      ))}
    </Box>
  );
}
