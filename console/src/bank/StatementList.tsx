import { Box, Typography } from '@mui/material';
import { SelectInput, Title, type RaRecord } from 'react-admin';
import type { BankStatement } from '../api/types';
import { count, counted, date, instant, money, shortId } from '../parts/format';
import { Loaded } from '../parts/Loaded';
import { Section } from '../parts/Section';
import { StaffList, type Column } from '../parts/StaffList';
import { useBankAccounts } from '../parts/use-travels';
import { UserName } from '../users/UserName';
import { AccountName } from './AccountName';
import { OpenAccount } from './OpenAccount';
import { ReadStatement } from './ReadStatement';
import { say } from '../words/say';

const statement = (row: RaRecord) => row as unknown as BankStatement;
/** A notification of the bank has no balances. */
const balanceOf = (amount: string | null, currency: string) =>
  amount === null ? say('None: a notification') : money(amount, currency);
const period = ({ from, to }: BankStatement) => (from === to ? date(to) : `${date(from)} – ${date(to)}`);

const columns: Column[] = [
  {
    source: 'number',
    label: say('Statement'),
    value: (row) => statement(row).number ?? shortId(String(row.id)),
  },
  {
    source: 'account',
    label: say('Account'),
    isText: true,
    value: (row) => <AccountName id={statement(row).account} />,
  },
  { source: 'from', label: say('Period'), isText: true, value: (row) => period(statement(row)) },
  {
    source: 'opening',
    label: say('Opening balance'),
    figure: true,
    value: (row) => balanceOf(statement(row).opening, statement(row).currency),
  },
  {
    source: 'closing',
    label: say('Closing balance'),
    figure: true,
    value: (row) => balanceOf(statement(row).closing, statement(row).currency),
  },
  { source: 'lines', label: say('Lines'), figure: true, value: (row) => count(statement(row).lines) },
  { source: 'new_lines', label: say('New'), figure: true, value: (row) => count(statement(row).new_lines) },
  {
    source: 'open_lines',
    label: say('Open'),
    figure: true,
    value: (row) => count(statement(row).open_lines),
  },
  {
    source: 'imported_at',
    label: say('Read'),
    isText: true,
    value: (row) => instant(statement(row).imported_at),
  },
  {
    source: 'imported_by',
    label: say('By'),
    isText: true,
    value: (row) => {
      const by = statement(row).imported_by;
      return by === null ? say('Command line') : <UserName id={by} />;
    },
  },
];

/** The place where the files of the bank are read. */
export default function StatementList() {
  const accounts = useBankAccounts();
  return (
    <Loaded from={accounts} height={400}>
      {({ results }) =>
        results.length === 0 ? (
          <Box sx={{ mt: 2 }}>
            <Title title={say('Bank statements')} />
            <Section title={say('Bank accounts')} actions={<OpenAccount />}>
              <Typography color="text.secondary">
                {say('Statements are read for a bank account. There is none yet.')}
              </Typography>
            </Section>
          </Box>
        ) : (
          <>
            <ReadStatement accounts={results} />
            <StaffList
              title={say('Bank statements')}
              to={(row) => `/bank_statements/${String(row.id)}/show`}
              nothing={say('No statement has been read yet.')}
              filters={[
                <SelectInput
                  key="account"
                  source="account"
                  label={say('Account')}
                  alwaysOn
                  choices={results.map(({ id, name }) => ({ id, name }))}
                />,
              ]}
              columns={columns}
              exports={false}
              actions={<OpenAccount />}
              phone={(row) => ({
                first: `${period(statement(row))} · ${balanceOf(statement(row).closing, statement(row).currency)}`,
                second: say('{lines}, read {at}', {
                  lines: counted(statement(row).new_lines, 'newLine'),
                  at: instant(statement(row).imported_at),
                }),
                third:
                  statement(row).open_lines === 0
                    ? ''
                    : say('{count} open', { count: statement(row).open_lines }),
              })}
            />
          </>
        )
      }
    </Loaded>
  );
}
