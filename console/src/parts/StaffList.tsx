import DownloadIcon from '@mui/icons-material/Download';
import {
  Box,
  Button,
  List as PlainList,
  ListItem,
  ListItemButton,
  ListItemText,
  Typography,
  useMediaQuery,
} from '@mui/material';
import type { ReactNode } from 'react';
import {
  DataTable,
  FilterButton,
  List,
  TopToolbar,
  useListContext,
  type ListProps,
  type RaRecord,
} from 'react-admin';
import { Link } from 'react-router-dom';
import { exportList, WITH_COUNT } from '../api/data-provider';
import { breakable } from './breakable';
import { ChooseColumns } from './ChooseColumns';
import { To } from './Links';
import { Pages } from './Pages';
import { TEXT } from './SimpleTable';
import { SortPick } from './SortPick';
import { say } from '../words/say';
import { useSaving } from './DownloadButton';

/** The first column of a list is the link to what its row is about. */
export interface Column {
  source: string;
  label: string;
  value: (row: RaRecord) => ReactNode;
  figure?: boolean;
  /** A name, which may go over several lines; anything else stays on one. */
  isText?: boolean;
  /** What the API can order by, under this name. */
  sortable?: boolean;
}

interface StaffListProps extends Pick<
  ListProps,
  'resource' | 'filters' | 'filterDefaultValues' | 'title' | 'queryOptions'
> {
  columns: readonly Column[];
  /** On a phone: what a row says in its first and second line. */
  phone: (row: RaRecord) => { first: ReactNode; second: ReactNode; third?: ReactNode };
  /** The address of what a row is about; null where it is about nothing that has a page. */
  to: ((row: RaRecord) => string) | null;
  /** What an empty list says. */
  nothing: string;
  actions?: ReactNode;
  exports?: boolean;
}

/** A list of the API: filters, pages by cursor, all rows as CSV. */
export function StaffList({ columns, phone, to, nothing, actions, exports = true, ...list }: StaffListProps) {
  const isSmall = useIsSmall();
  return (
    <List
      {...list}
      queryOptions={{ ...list.queryOptions, meta: WITH_COUNT }}
      perPage={30}
      sort={{ field: 'created_at', order: 'DESC' }}
      exporter={false}
      pagination={<Pages />}
      storeKey={false}
      empty={false}
      // A wide table scrolls in its card.
      sx={{ '& .RaList-main, & .RaList-content': { minWidth: 0 } }}
      actions={
        <TopToolbar
          // On a wide screen it stays in one line: filters take what it leaves. On a phone it is as high as its buttons.
          sx={{
            flexWrap: 'wrap',
            alignItems: 'center',
            minWidth: 0,
            flexShrink: { lg: 0 },
            '@media (max-width: 599.95px)': {
              minHeight: 0,
              paddingBottom: 1,
              backgroundColor: 'transparent',
            },
          }}
        >
          {list.filters ? <FilterButton /> : null}
          {actions}
          {/* A phone has lines of what matters. */}
          {!isSmall && <ChooseColumns columns={columns} />}
          {exports ? <ExportButton /> : null}
        </TopToolbar>
      }
    >
      <Rows
        columns={columns}
        phone={phone}
        to={to}
        nothing={nothing}
        defaults={list.filterDefaultValues ?? {}}
      />
    </List>
  );
}

const useIsSmall = () => useMediaQuery((theme) => theme.breakpoints.down('sm'));

function ExportButton() {
  const { resource, filterValues, sort } = useListContext();
  const save = useSaving();
  return (
    <Button
      size="small"
      startIcon={<DownloadIcon />}
      onClick={() => void save(exportList(resource, { filter: filterValues, sort }))}
    >
      {say('CSV')}
    </Button>
  );
}

interface RowsProps extends Pick<StaffListProps, 'columns' | 'phone' | 'to' | 'nothing'> {
  /** The filters that a list begins with. */
  defaults: object;
}

/** The rows of the list around it. */
function Rows({ columns, phone, to, nothing, defaults }: RowsProps) {
  const isSmall = useIsSmall();
  const empty = <Nothing text={nothing} defaults={defaults} />;
  if (isSmall) {
    return (
      <>
        <SortPick columns={columns} />
        <PhoneRows phone={phone} to={to} empty={empty} />
      </>
    );
  }
  return (
    <Box className="wide-rows" sx={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={say('Rows')}>
      <DataTable
        rowClick={to === null ? false : (_id, _resource, row: RaRecord) => to(row)}
        bulkActionButtons={false}
        empty={empty}
        sx={{ '& td': { whiteSpace: 'nowrap' }, '& td.text': TEXT }}
      >
        {columns.map((column, index) => (
          <DataTable.Col
            key={column.source}
            source={column.source}
            label={column.label}
            disableSort={!column.sortable}
            // Of figures and of dates of entry the largest are looked for first.
            sortByOrder={column.figure || column.source === 'created_at' ? 'DESC' : 'ASC'}
            {...(column.isText ? { cellClassName: 'text' } : {})}
            render={(row: RaRecord) =>
              index === 0 && to !== null ? (
                <To to={to(row)}>{breakable(column.value(row))}</To>
              ) : (
                breakable(column.value(row))
              )
            }
            {...(column.figure ? { align: 'right' as const } : {})}
          />
        ))}
      </DataTable>
    </Box>
  );
}

function PhoneRows({ phone, to, empty }: Pick<RowsProps, 'phone' | 'to'> & { empty: ReactNode }) {
  const { data, isPending } = useListContext();
  if (isPending) return null;
  if (!data?.length) return empty;
  return (
    <PlainList>
      {data.map((row: RaRecord) => {
        const { first, second, third } = phone(row);
        const text = (
          <>
            <ListItemText primary={first} secondary={second} />
            <Box sx={{ ml: 1, flexShrink: 0 }}>{third}</Box>
          </>
        );
        return to === null ? (
          <ListItem key={row.id}>{text}</ListItem>
        ) : (
          <ListItem key={row.id} disablePadding>
            <ListItemButton component={Link} to={to(row)}>
              {text}
            </ListItemButton>
          </ListItem>
        );
      })}
    </PlainList>
  );
}

function Nothing({ text, defaults }: { text: string; defaults: object }) {
  const { filterValues, setFilters } = useListContext();
  const isFiltered = JSON.stringify(filterValues ?? {}) !== JSON.stringify(defaults);
  return (
    <Box sx={{ p: 2, display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
      <Typography color="text.secondary">
        {isFiltered ? say('Nothing matches what is searched for.') : text}
      </Typography>
      {isFiltered && (
        <Button
          size="small"
          onClick={() => {
            setFilters(defaults, []);
          }}
        >
          {say('Clear the search')}
        </Button>
      )}
    </Box>
  );
}
