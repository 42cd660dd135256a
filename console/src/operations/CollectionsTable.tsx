import { Link } from '@mui/material';
import type { Schemas } from '../api/types';
import { ACTIONS, contactWords } from '../care/contact-words';
import { LoanRef, Ref, To } from '../parts/Links';
import { Status } from '../parts/Status';
import { date, money } from '../parts/format';
import { words } from '../parts/words';
import { SimpleTable, type TableColumn } from '../parts/SimpleTable';
import { figure, say } from '../words/say';

type Row = Schemas['CollectionResponse'];

/** "87.50 by 4 Dec 2026", with what is paid of it. */
export const promiseWords = ({ promise }: Row, currency: string): string =>
  promise === null
    ? '–'
    : say(promise.state === 'broken' ? 'Broken: {amount} by {date}' : '{amount} by {date}', {
        amount: money(promise.amount, currency),
        date: date(promise.due_on),
      });

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
    { label: say('Phone'), value: (row) => (row.phone === '' ? '–' : <Phone number={row.phone} />) },
    { label: say('Promise'), isText: true, value: (row) => promiseWords(row, currency) },
    {
      label: say('Last contact'),
      isText: true,
      value: ({ last_contact: last }) =>
        last === null ? '–' : `${contactWords(last.kind, last.outcome)} · ${date(last.at)}`,
    },
    { label: say('Worked on by'), isText: true, value: (row) => row.assignee ?? '–' },
  ];
  return (
    <SimpleTable
      label={say('Collections')}
      rows={rows}
      empty={say('Nobody is late.')}
      columns={[
        {
          label: say('Customer'),
          isText: true,
          value: (row) => <Ref kind="customer" id={row.customer} name={row.customer_name} />,
        },
        {
          label: say('Loan'),
          value: (row) => <LoanRef loan={row.loan} number={row.loan_number} />,
        },
        {
          label: say('Next'),
          value: (row) => (
            <To to={`/loans/${row.loan}/show`}>{ACTIONS[row.next_action] ?? words(row.next_action)}</To>
          ),
        },
        {
          label: say('Overdue'),
          figure: true,
          value: (row) => money(row.overdue_amount, currency),
        },
        { label: say('Days late'), figure: true, value: (row) => row.days_past_due },
        ...(withWork ? work : [{ label: say('Since'), value: (row: Row) => date(row.next_due_date) }]),
        {
          label: say('Still owed'),
          figure: true,
          value: (row) => money(row.remaining_balance, currency),
        },
        ...(withWork ? [] : [{ label: say('Status'), value: (row: Row) => <Status value={row.status} /> }]),
      ]}
    />
  );
}

/** A number that a phone can call. */
export function Phone({ number }: { number: string }) {
  if (number === '') return <>{say('No phone number')}</>;
  return (
    <Link href={`tel:${number.replace(/[^+\d]/g, '')}`} underline="always">
      {figure(number)}
    </Link>
  );
}
