import { Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import type { ReactNode } from 'react';
import { say } from '../words/say';

export type Line<T> = readonly [label: string, value: (of: T) => ReactNode];

/** An amount is not cut in two, as a long text may be. */
const whole = (value: ReactNode) =>
  typeof value === 'string' && /^[^ ]{1,24}$/.test(value) ? { whiteSpace: 'nowrap' } : {};

/** Two states of one thing side by side; what differs stands out, also without colours. */
export function BeforeAfter<T>({ before, after, lines }: { before: T; after: T; lines: readonly Line<T>[] }) {
  return (
    <Table
      size="small"
      aria-label={say('Before and after')}
      sx={{
        '& td, & th': { px: { xs: 0.75, sm: 2 } },
        '& td': { overflowWrap: 'anywhere' },
        '& thead td, & thead th, & th': { overflowWrap: 'break-word' },
      }}
    >
      <TableHead>
        <TableRow>
          <TableCell />
          <TableCell align="right">{say('Before')}</TableCell>
          <TableCell align="right">{say('After')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {lines.map(([label, value]) => {
          const [was, is] = [value(before), value(after)];
          const differs = was !== is;
          return (
            <TableRow key={label} selected={differs}>
              <TableCell component="th" scope="row">
                {label}
              </TableCell>
              <TableCell align="right" sx={whole(was)}>
                {was}
              </TableCell>
              <TableCell align="right" sx={{ fontWeight: differs ? 700 : 400, ...whole(is) }}>
                {is}
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
