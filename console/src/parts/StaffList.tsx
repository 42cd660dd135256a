import DownloadIcon from '@mui/icons-material/Download';
import { Box, Button, useMediaQuery } from '@mui/material';
import type { ReactNode } from 'react';
import {
  DataTable,
  FilterButton,
  List,
  SimpleList,
  TopToolbar,
  useListContext,
  useNotify,
  type ListProps,
  type RaRecord,
} from 'react-admin';
import { exportList } from '../api/data-provider';
import { Pages } from './Pages';

export interface Column {
  source: string;
  label: string;
  value: (row: RaRecord) => ReactNode;
  figure?: boolean;
  /** What the API can order by. */
  sortable?: boolean;
}

interface StaffListProps extends Pick<
  ListProps,
  'resource' | 'filters' | 'filterDefaultValues' | 'title' | 'empty'
> {
  columns: readonly Column[];
  /** On a phone: what a row says in its first and second line. */
  phone: (row: RaRecord) => { first: ReactNode; second: ReactNode; third?: ReactNode };
  /** Where a row leads; false: nowhere. */
  rowClick?: string | false | ((id: unknown, resource: string, row: RaRecord) => string | false);
  actions?: ReactNode;
  exports?: boolean;
}

/** A list of the API: filters, pages by cursor, all rows as CSV. */
export function StaffList({
  columns,
  phone,
  rowClick = 'show',
  actions,
  exports = true,
  ...list
}: StaffListProps) {
  return (
    <List
      {...list}
      perPage={30}
      sort={{ field: 'created_at', order: 'DESC' }}
      exporter={false}
      pagination={<Pages />}
      storeKey={false}
      // A wide table scrolls in its card.
      sx={{ '& .RaList-main, & .RaList-content': { minWidth: 0 } }}
      actions={
        <TopToolbar>
          {list.filters ? <FilterButton /> : null}
          {actions}
          {exports ? <ExportButton /> : null}
        </TopToolbar>
      }
    >
      <Rows columns={columns} phone={phone} rowClick={rowClick} />
    </List>
  );
}

function ExportButton() {
  const { resource, filterValues, sort } = useListContext();
  const notify = useNotify();
  const save = () => {
    exportList(resource, { filter: filterValues, sort }).catch((error: unknown) => {
      notify(error instanceof Error ? error.message : 'The list could not be saved.', { type: 'error' });
    });
  };
  return (
    <Button size="small" startIcon={<DownloadIcon />} onClick={save}>
      CSV
    </Button>
  );
}

/** The rows of the list around it. */
export function Rows({
  columns,
  phone,
  rowClick,
}: Required<Pick<StaffListProps, 'columns' | 'phone' | 'rowClick'>>) {
  const isSmall = useMediaQuery((theme) => theme.breakpoints.down('sm'));
  if (isSmall) {
    return (
      <SimpleList
        primaryText={(row: RaRecord) => phone(row).first}
        secondaryText={(row: RaRecord) => phone(row).second}
        tertiaryText={(row: RaRecord) => phone(row).third}
        rowClick={rowClick}
      />
    );
  }
  return (
    <Box sx={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label="Rows">
      <DataTable rowClick={rowClick} bulkActionButtons={false} sx={{ '& td': { whiteSpace: 'nowrap' } }}>
        {columns.map((column) => (
          <DataTable.Col
            key={column.source}
            source={column.source}
            label={column.label}
            disableSort={!column.sortable}
            render={column.value}
            {...(column.figure ? { align: 'right' as const } : {})}
          />
        ))}
      </DataTable>
    </Box>
  );
}
