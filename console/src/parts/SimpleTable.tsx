import {
  Box,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  Typography,
  useMediaQuery,
} from '@mui/material';
import type { ReactNode } from 'react';
import { breakable } from './breakable';
import { say } from '../words/say';

export interface TableColumn<T> {
  label: string;
  value: (row: T) => ReactNode;
  /** Figures stand right. */
  figure?: boolean;
  /** A sentence or a name, which may go over several lines; anything else stays on one. */
  isText?: boolean;
  /** Of all rows together. */
  total?: ReactNode;
}

interface SimpleTableProps<T> {
  rows: readonly T[];
  columns: readonly TableColumn<T>[];
  label: string;
  empty?: string;
}

/** A table of rows that are all there; on a phone, where no table has room, one block a row with all that it says. */
export function SimpleTable<T>(props: SimpleTableProps<T>) {
  const isSmall = useMediaQuery((theme) => theme.breakpoints.down('sm'));
  if (props.rows.length === 0) {
    return <Typography color="text.secondary">{props.empty ?? say('Nothing yet.')}</Typography>;
  }
  return isSmall ? <Blocks {...props} /> : <Rows {...props} />;
}

/**
 * A column of text gets as narrow as its longest word, of which no letter goes on in the next line. What is longer than any
 * word does: however long a name is, the figures beside it keep their room.
 */
export const TEXT = {
  whiteSpace: 'normal',
  overflowWrap: 'break-word',
  minWidth: 130,
  maxWidth: 640,
} as const;

function Rows<T>({ rows, columns, label }: SimpleTableProps<T>) {
  const align = (column: TableColumn<T>) => (column.figure ? 'right' : 'left');
  return (
    <TableContainer tabIndex={0} role="region" aria-label={label}>
      <Table size="small" aria-label={label} sx={{ '& td, & th': { px: 1.25 } }}>
        <TableHead>
          <TableRow>
            {columns.map((column) => (
              <TableCell key={column.label} align={align(column)}>
                {column.label}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row, index) => (
            <TableRow key={index} hover>
              {columns.map((column) => (
                <TableCell
                  key={column.label}
                  align={align(column)}
                  sx={column.isText ? TEXT : { whiteSpace: 'nowrap' }}
                >
                  {breakable(column.value(row))}
                </TableCell>
              ))}
            </TableRow>
          ))}
          {hasTotals(columns) && (
            <TableRow sx={{ '& td': { fontWeight: 600, color: 'text.primary', whiteSpace: 'nowrap' } }}>
              {columns.map((column, index) => (
                <TableCell key={column.label} align={align(column)}>
                  {index === 0 ? TOGETHER : column.total}
                </TableCell>
              ))}
            </TableRow>
          )}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

function Blocks<T>({ rows, columns, label }: SimpleTableProps<T>) {
  const block = (key: number, value: (column: TableColumn<T>) => ReactNode, heading?: string) => (
    <Box
      key={key}
      component="li"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 1.5,
        rowGap: 1,
        py: 1.25,
        borderTop: 1,
        borderColor: 'divider',
      }}
    >
      {heading && (
        <Typography component="span" variant="body2" sx={{ flexBasis: '100%', fontWeight: 600 }}>
          {heading}
        </Typography>
      )}
      {columns.map((column, index) => {
        const shown = value(column);
        if (shown === undefined || shown === null || shown === '' || shown === '–') return null;
        return (
          <Box
            key={column.label}
            sx={{
              minWidth: '28%',
              maxWidth: '100%',
              flexBasis: column.isText || index === 0 ? '100%' : 'auto',
            }}
          >
            <Typography component="span" variant="caption" color="text.secondary" sx={{ display: 'block' }}>
              {column.label}
            </Typography>
            <Typography
              component="span"
              variant="body2"
              sx={{
                fontVariantNumeric: 'tabular-nums',
                overflowWrap: 'anywhere',
                fontWeight: index === 0 ? 600 : 400,
              }}
            >
              {shown}
            </Typography>
          </Box>
        );
      })}
    </Box>
  );
  return (
    <Box component="ul" aria-label={label} sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {rows.map((row, index) => block(index, (column) => column.value(row)))}
      {hasTotals(columns) && block(rows.length, (column) => column.total, TOGETHER)}
    </Box>
  );
}

const TOGETHER = say('Total');
const hasTotals = <T,>(columns: readonly TableColumn<T>[]): boolean =>
  columns.some((column) => column.total !== undefined);
