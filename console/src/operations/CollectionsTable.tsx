import { Link } from '@mui/material';
import type { Schemas } from '../api/types';
import { ACTIONS, contactWords } from '../care/contact-words';
import { Ref, To } from '../parts/Links';
import { Status } from '../parts/Status';
import { date, money } from '../parts/format';
import { words } from '../parts/words';
import { SimpleTable, type TableColumn } from '../parts/SimpleTable';

type Row = Schemas['CollectionResponse'];

/** "87.50 by 4 Dec 2026", with what is paid of it. */
export const promiseWords = ({ promise }: Row, currency: string): string =>
  promise === null
    ? '–'
    : `${promise.state === 'broken' ? 'Broken: ' : ''}${money(promise.amount, currency)} by ${date(promise.due_on)}`;

/** Late loans; `withWork`: with what was promised and said, and who works on them. */
export function CollectionsTable({
  rows,
  currency,
  withWork = false,
}: {
  rows: readonly Row[];
  currency: string;
  withWork?: boolean;
}) {
  const work: TableColumn<Row>[] = [
    { label: 'Phone', value: (row) => <Phone number={row.phone} /> },
    { label: 'Promise', isText: true, value: (row) => promiseWords(row, currency) },
    {
      label: 'Last contact',
      isText: true,
      value: ({ last_contact: last }) =>
        last === null ? '–' : `${contactWords(last.kind, last.outcome)} · ${date(last.at)}`,
    },
    { label: 'Worked on by', isText: true, value: (row) => row.assignee ?? '–' },
  ];
  return (
    <SimpleTable
      label="Collections"
      rows={rows}
      empty="Nobody is late."
      columns={[
        {
          label: 'Customer',
          isText: true,
          value: (row) => <Ref kind="customer" id={row.customer} name={row.customer_name} />,
        },
        {
          label: 'Next',
          value: (row) => (
            <To to={`/loans/${row.loan}/show`}>{ACTIONS[row.next_action] ?? words(row.next_action)}</To>
          ),
        },
        {
          label: 'Overdue',
          figure: true,
          value: (row) => money(row.overdue_amount, currency),
        },
        { label: 'Days late', figure: true, value: (row) => row.days_past_due },
        ...(withWork ? work : [{ label: 'Since', value: (row: Row) => date(row.next_due_date) }]),
        {
          label: 'Still owed',
          figure: true,
          value: (row) => money(row.remaining_balance, currency),
        },
        ...(withWork ? [] : [{ label: 'Status', value: (row: Row) => <Status value={row.status} /> }]),
      ]}
    />
  );
}

/** A number that a phone can call. */
export function Phone({ number }: { number: string }) {
  if (number === '') return <>–</>;
  return (
    <Link href={`tel:${number.replace(/[^+\d]/g, '')}`} underline="always">
      {number}
    </Link>
  );
}
