import { Table, TableBody, TableCell, TableContainer, TableHead, TableRow, Typography } from '@mui/material';
import type { ReactNode } from 'react';

export interface TableColumn<T> {
  label: string;
  value: (row: T) => ReactNode;
  /** Figures stand right. */
  figure?: boolean;
  /** A sentence, which may go over several lines; anything else stays on one. */
  isText?: boolean;
}

/** A table of rows that are all there. */
export function SimpleTable<T>({
  rows,
  columns,
  label,
  empty = 'Nothing yet.',
  footer,
}: {
  rows: readonly T[];
  columns: readonly TableColumn<T>[];
  label: string;
  empty?: string;
  footer?: ReactNode;
}) {
  if (rows.length === 0) return <Typography color="text.secondary">{empty}</Typography>;
  return (
    <TableContainer tabIndex={0} role="region" aria-label={label}>
      <Table size="small" aria-label={label}>
        <TableHead>
          <TableRow>
            {columns.map((column) => (
              <TableCell key={column.label} align={column.figure ? 'right' : 'left'}>
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
                  align={column.figure ? 'right' : 'left'}
                  sx={{ whiteSpace: column.isText ? 'normal' : 'nowrap' }}
                >
                  {column.value(row)}
                </TableCell>
              ))}
            </TableRow>
          ))}
          {footer}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
