import DownloadIcon from '@mui/icons-material/Download';
import { Button } from '@mui/material';
import type { RaRecord } from 'react-admin';
import { download } from '../api/client';
import type { Schemas } from '../api/types';
import { Command } from '../parts/Command';
import { useSaving } from '../parts/DownloadButton';
import { oneOf } from '../parts/form';
import { count, counted, date, instant, money } from '../parts/format';
import { StaffList, type Column } from '../parts/StaffList';
import { useBankAccounts } from '../parts/use-travels';
import { say } from '../words/say';
import { AccountName } from './AccountName';

type PayoutFile = Schemas['PayoutFileResponse'];

const file = (row: RaRecord) => row as unknown as PayoutFile;

const columns: Column[] = [
  { source: 'message_id', label: say('File'), value: (row) => file(row).message_id },
  {
    source: 'account',
    label: say('Pays from'),
    isText: true,
    value: (row) => <AccountName id={file(row).account} />,
  },
  { source: 'execute_on', label: say('To be paid on'), value: (row) => date(file(row).execute_on) },
  { source: 'payments', label: say('Payments'), figure: true, value: (row) => count(file(row).payments) },
  {
    source: 'total',
    label: say('Total'),
    figure: true,
    value: (row) => money(file(row).total, file(row).currency),
  },
  { source: 'made_at', label: say('Made'), value: (row) => instant(file(row).made_at) },
  { source: 'id', label: say('For the bank'), value: (row) => <Fetch of={file(row)} /> },
];

/** Files that order the bank to pay: all that waits goes into the next one, and each is handed to the bank. */
export default function PayoutFileList() {
  const hasAccount = useBankAccounts().data?.results.length !== 0;
  return (
    <StaffList
      title={say('Payout files')}
      to={null}
      nothing={
        hasAccount
          ? say('No file has been made yet. The next one takes in all payouts that wait for the bank.')
          : say(
              'No file has been made yet. A file pays from one of the bank’s own accounts: add it under “Bank statements” first.',
            )
      }
      columns={columns}
      exports={false}
      actions={<MakeFile />}
      phone={(row) => ({
        first: `${money(file(row).total, file(row).currency)} · ${date(file(row).execute_on)}`,
        second: counted(file(row).payments, 'payment'),
        third: <Fetch of={file(row)} />,
      })}
    />
  );
}

/** The file itself, the same to the byte each time. */
function Fetch({ of: { id, message_id: name } }: { of: PayoutFile }) {
  const save = useSaving();
  return (
    <Button
      size="small"
      startIcon={<DownloadIcon />}
      aria-label={say('Download {name}', { name })}
      onClick={() => void save(download(`payout_files/${id}/`, {}, `${name}.xml`))}
    >
      {say('Download')}
    </Button>
  );
}

function MakeFile() {
  const accounts = useBankAccounts().data?.results ?? [];
  if (accounts.length === 0) return null;
  return (
    <Command
      name={say('Make payout file')}
      icon={<DownloadIcon />}
      text={say(
        'All payouts that wait for the bank go into one file, and are sent from then on: hand it to the bank. A payout is in at most one file. What the bank would refuse is put in review instead.',
      )}
      path="payout_files/"
      fields={[
        {
          name: 'account',
          label: say('Pays from'),
          ...oneOf(accounts, ({ name }) => name),
          initial: accounts[0]?.id ?? '',
        },
        {
          name: 'execute_on',
          label: say('To be paid on'),
          kind: 'date',
          optional: true,
          help: say('By default today.'),
        },
      ]}
      movesMoney
      done={say('The file is made. Download it, and hand it to the bank.')}
    />
  );
}
