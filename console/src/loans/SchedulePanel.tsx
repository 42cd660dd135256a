import CalculateIcon from '@mui/icons-material/Calculate';
import { Box, IconButton, Tooltip } from '@mui/material';
import { useState } from 'react';
import type { Loan, ScheduleRow, Schemas } from '../api/types';
import { Loaded } from '../parts/Loaded';
import { Status } from '../parts/Status';
import { DatePick } from '../parts/DatePick';
import { date, money } from '../parts/format';
import { SimpleTable } from '../parts/SimpleTable';
import { useApi } from '../parts/use-api';
import { ExplainDialog } from './ExplainDialog';
import { ScheduleChart } from './ScheduleChart';
import { say } from '../words/say';

/** The instalments on any date, as a picture and as a table whose figures explain themselves. */
export function SchedulePanel({ loan }: { loan: Loan }) {
  const [asOf, setAsOf] = useState('');
  const [explained, setExplained] = useState<ScheduleRow | null>(null);
  const schedule = useApi<Schemas['LoanScheduleResponse']>(`loans/${loan.id}/schedule/`, {
    as_of: asOf,
    explain: 1,
  });
  const amount = (text: string) => money(text, loan.currency);
  return (
    <Box sx={{ py: 1 }}>
      <DatePick
        label={say('As of')}
        name="as_of"
        value={asOf}
        fallback={schedule.data?.as_of}
        error={schedule.error}
        onChange={setAsOf}
      />
      <Loaded from={schedule} height={360}>
        {({ rows, totals }) => (
          <>
            <ScheduleChart rows={rows} currency={loan.currency} />
            <SimpleTable
              label={say('Schedule')}
              rows={rows}
              columns={[
                { label: say('No.'), figure: true, value: (row) => row.nr },
                { label: say('Due'), value: (row) => date(row.due_date) },
                {
                  label: say('Principal'),
                  figure: true,
                  value: (row) => amount(row.principal),
                  total: amount(totals.principal),
                },
                {
                  label: say('Interest'),
                  figure: true,
                  total: amount(totals.interest),
                  value: (row) => (
                    <>
                      {amount(row.interest)}
                      {row.explanation && (
                        <Tooltip title={say('How is this figure made?')}>
                          <IconButton
                            size="small"
                            aria-label={say('Explain the interest of instalment {nr}', { nr: row.nr })}
                            onClick={() => {
                              setExplained(row);
                            }}
                          >
                            <CalculateIcon fontSize="inherit" />
                          </IconButton>
                        </Tooltip>
                      )}
                    </>
                  ),
                },
                {
                  label: say('Late interest'),
                  figure: true,
                  value: (row) => amount(row.penalty),
                  total: amount(totals.penalty),
                },
                {
                  label: say('Total due'),
                  figure: true,
                  value: (row) => amount(row.total_due),
                  total: amount(totals.total),
                },
                {
                  label: say('Paid'),
                  figure: true,
                  value: (row) => amount(row.paid),
                  total: amount(totals.paid),
                },
                {
                  label: say('Outstanding'),
                  figure: true,
                  value: (row) => amount(row.outstanding),
                  total: amount(totals.outstanding),
                },
                { label: say('State'), value: (row) => <Status value={row.state} /> },
              ]}
            />
          </>
        )}
      </Loaded>
      {explained && (
        <ExplainDialog
          row={explained}
          currency={loan.currency}
          close={() => {
            setExplained(null);
          }}
        />
      )}
    </Box>
  );
}
