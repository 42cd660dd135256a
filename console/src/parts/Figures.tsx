import { Box, Typography } from '@mui/material';
import { Fragment, isValidElement, type ReactNode } from 'react';

/** An amount that is wider than a column is not cut in two: it has two columns. */
const isLong = (value: ReactNode): boolean => /[\d.,]{15}/.test(textOf(value));

/** Where an address that is too long for its line goes on: after a mark, not within a word. */
function breakable(value: ReactNode): ReactNode {
  if (typeof value !== 'string' || !/^\S+(?:@|:\/\/)\S+$/.test(value)) return value;
  const parts = value.split(/(?<=[@./?&=_-])/);
  return parts.map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}

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
