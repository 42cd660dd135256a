import CheckIcon from '@mui/icons-material/Check';
import { Box, Chip, Typography } from '@mui/material';
import { useEffect } from 'react';
import { useRefresh } from 'react-admin';
import type { StatementLine } from '../api/types';
import { date, money } from '../parts/format';
import { OneClick } from '../parts/OneClick';
import { Status } from '../parts/Status';
import { LineActions } from './LineActions';
import { Proposed, type Explanation } from './Proposed';
import { apart, say } from '../words/say';

/** Lines that say what they are are booked one by one soon after they were read. */
const isBeingBooked = ({ state, certainty, problem }: StatementLine): boolean =>
  state === 'open' && certainty === 'exact' && problem === null;

const LOOK_AGAIN_MS = 3000;

/** Lines of a bank statement, each with what it may be and what can be said of it. */
export function LineList({ lines, empty }: { lines: readonly StatementLine[]; empty: string }) {
  const refresh = useRefresh();
  const waits = lines.some(isBeingBooked);
  useEffect(() => {
    if (!waits) return undefined;
    const timer = setInterval(refresh, LOOK_AGAIN_MS);
    return () => {
      clearInterval(timer);
    };
  }, [waits, refresh]);
  if (lines.length === 0) return <Typography color="text.secondary">{empty}</Typography>;
  return (
    <Box component="ol" aria-label={say('Lines')} sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {lines.map((line) => (
        <Line key={line.id} line={line} />
      ))}
    </Box>
  );
}

function Line({ line }: { line: StatementLine }) {
  const { nr, amount, currency, booked_on: on, counterparty, remittance, problem, proposed, state } = line;
  const name = say('Line {nr}, {amount}', { nr, amount: money(amount, currency) });
  return (
    <Box
      component="li"
      aria-label={name}
      sx={{
        py: 1.5,
        borderTop: 1,
        borderColor: 'divider',
        display: 'grid',
        gap: 1.5,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '10rem minmax(0, 1fr) minmax(0, 1fr)' },
      }}
    >
      <Box>
        <Typography sx={{ fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}>
          {money(amount, currency)}
        </Typography>
        <Typography variant="caption" color="text.secondary">
          {say('{date} · line {nr}', { date: date(on), nr })}
        </Typography>
      </Box>
      <Box sx={{ overflowWrap: 'anywhere' }}>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {counterparty === null ? say('Without a name') : apart(counterparty)}
        </Typography>
        <Typography variant="body2">{remittance ? apart(remittance) : say('Without a text')}</Typography>
      </Box>
      <Box sx={{ display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: 1 }}>
        <LineState line={line} />
        {state === 'open' && problem !== null && <Typography variant="body2">{apart(problem)}</Typography>}
        {state === 'open' &&
          proposed.map((explanation) => (
            <Typography
              key={explanation.id}
              variant="body2"
              component="div"
              sx={{ overflowWrap: 'anywhere' }}
            >
              <Proposed explanation={explanation} /> <ItIsThis line={line} explanation={explanation} />
            </Typography>
          ))}
        {!isBeingBooked(line) && <LineActions line={line} />}
      </Box>
    </Box>
  );
}

/** One click for what the line looks like: a transfer that it settles, or whose money it is. */
function ItIsThis({ line, explanation: { kind, id } }: { line: StatementLine; explanation: Explanation }) {
  if (isBeingBooked(line) || kind === 'payout') return null;
  const isTransfer = kind === 'transfer';
  return (
    <OneClick
      name={say('Confirm match')}
      icon={<CheckIcon />}
      path={`statement_lines/${line.id}/${isTransfer ? 'match' : 'identify'}/`}
      body={isTransfer ? { transfers: [id] } : { [kind]: id }}
      done={say('The line is identified, and counts.')}
    />
  );
}

function LineState({ line }: { line: StatementLine }) {
  const { state, certainty } = line;
  if (isBeingBooked(line)) return <Chip size="small" variant="outlined" label={say('Is being booked')} />;
  if (state === 'open' && certainty !== null) return <Status value="suggested" />;
  return <Status value={state} />;
}
