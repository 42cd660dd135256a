import { Alert } from '@mui/material';
import { useState } from 'react';
import type { Schemas } from '../api/types';
import { BeforeAfter, type Line } from '../parts/BeforeAfter';
import { count, money } from '../parts/format';
import { Loaded } from '../parts/Loaded';
import { useApi } from '../parts/use-api';
import { say } from '../words/say';

type Report = Schemas['ReconciliationResponse'];

const figure =
  (of: (report: Report) => string | undefined) =>
  (report: Report): string =>
    money(of(report), report.currency);

/** Of one account: what the bank and the books say, and what stands between them. */
const LINES: readonly Line<Report>[] = [
  [say('Bank says'), figure(({ accounts: [account] }) => account?.bank_says)],
  [say('Books say'), figure(({ accounts: [account] }) => account?.books_say)],
  [say('Open lines'), ({ accounts: [account] }) => count(account?.open_lines.count ?? 0)],
  [say('Open, came in'), figure(({ accounts: [account] }) => account?.open_lines.came_in)],
  [say('Open, left'), figure(({ accounts: [account] }) => account?.open_lines.left)],
  [say('Not in the bank yet'), figure(({ in_clearing: clearing }) => clearing)],
  [say('Not gone yet'), figure(({ promised }) => promised)],
];

/** An account as it is now, beside what it was before the last thing that changed it on this page. */
export function AccountFigures({ account }: { account: string }) {
  const report = useApi<Report>('reports/reconciliation/', { account });
  return <Loaded from={report}>{(now) => <Changing now={now} />}</Loaded>;
}

const shownOf = (report: Report): string => JSON.stringify(LINES.map(([, value]) => value(report)));

function Changing({ now }: { now: Report }) {
  const [seen, setSeen] = useState({ before: now, after: now });
  if (shownOf(seen.after) !== shownOf(now)) setSeen({ before: seen.after, after: now });
  return (
    <>
      <Agreement report={now} />
      <BeforeAfter before={seen.before} after={seen.after} lines={LINES} />
    </>
  );
}

export function Agreement({ report: { accounts, currency } }: { report: Report }) {
  const [wrong] = accounts.filter(({ difference }) => /[1-9]/.test(difference));
  return wrong ? (
    <Alert severity="error" sx={{ mb: 1 }}>
      {say('Bank and books differ by {amount} on {account}.', {
        amount: money(wrong.difference, currency),
        account: wrong.name,
      })}
    </Alert>
  ) : (
    <Alert severity="success" variant="outlined" sx={{ mb: 1 }}>
      {say('Bank and books agree to the last digit.')}
    </Alert>
  );
}
