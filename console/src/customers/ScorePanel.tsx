import { Box, LinearProgress, Typography } from '@mui/material';
import { Figures } from '../parts/Figures';
import { Loaded } from '../parts/Loaded';
import { date, instant, percent } from '../parts/format';
import { asSentence, words } from '../parts/words';
import { Pager } from '../parts/Pager';
import { Section } from '../parts/Section';
import { SimpleTable } from '../parts/SimpleTable';
import { useApi } from '../parts/use-api';
import type { Schemas } from '../api/types';
import { currentLanguage, figure, has, listed, say } from '../words/say';

/** Every figure that a reason may speak of. */
const NO_INPUTS = {
  on_time: 0,
  late: 0,
  years: 0,
  days: 0,
  defaults: 0,
  written_off: 0,
  percent: 0,
  loans: 0,
  sum: 0,
};

/** The API gives its reasons in English; other languages say the same of the same figures. */
function reasonOf(row: { name: string; reason: string; inputs?: Record<string, number> }): string {
  const key = `score.${row.name}`;
  return currentLanguage() === 'en' || row.inputs === undefined || !has(key)
    ? asSentence(row.reason)
    : say(key, { ...NO_INPUTS, ...row.inputs });
}

/** What would raise the score, by the contribution that would grow. */
function adviceOf(name: string, { contributions }: Schemas['CreditScoreResponse']): string {
  const points = contributions.find((one) => one.name === name)?.points ?? 0;
  const key = `advice.${name}`;
  return has(key) ? say(key, { points: Math.abs(points) }) : words(name);
}

const LEAST = 300;
const MOST = 850;
const signed = (points: number) => figure(points > 0 ? `+${String(points)}` : String(points));

/** The score, what makes it up, and how it came about. */
export function ScorePanel({ customerId }: { customerId: string }) {
  const score = useApi<Schemas['CreditScoreResponse']>(`customers/${customerId}/credit_score/`);
  return (
    <Section title={say('Credit score')}>
      <Loaded from={score} height={220}>
        {(found) => (
          <>
            <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 2 }}>
              <Typography variant="h4" component="p">
                {found.score}
              </Typography>
              <Box sx={{ flexGrow: 1, maxWidth: 420 }}>
                <LinearProgress
                  variant="determinate"
                  value={((found.score - LEAST) / (MOST - LEAST)) * 100}
                  aria-label={say('Score {score} on the scale from {least} to {most}', {
                    score: found.score,
                    least: LEAST,
                    most: MOST,
                  })}
                  sx={{ height: 10, borderRadius: 5 }}
                />
                <Box sx={{ display: 'flex', justifyContent: 'space-between' }}>
                  <Typography variant="caption">{LEAST}</Typography>
                  <Typography variant="caption">{MOST}</Typography>
                </Box>
              </Box>
            </Box>
            <Figures
              rows={[
                [say('Band'), found.band ?? '–'],
                [say('May borrow'), found.may_borrow ? say('Yes') : say('No')],
                [say('Interest rate a year'), percent(found.interest_rate)],
                [say('As of'), found.scored_on ? date(found.scored_on) : say('Nothing has happened yet')],
              ]}
            />
            <Box sx={{ mt: 2 }}>
              <SimpleTable
                label={say('What makes up the score')}
                rows={[
                  { name: 'base', points: found.base, reason: say('Where everybody begins.') },
                  ...found.contributions.filter(({ points }) => points !== 0),
                ]}
                columns={[
                  { label: say('What'), value: (row) => words(row.name) },
                  {
                    label: say('Points'),
                    figure: true,
                    value: (row) => (row.name === 'base' ? row.points : signed(row.points)),
                  },
                  { label: say('Why'), isText: true, value: reasonOf },
                ]}
              />
            </Box>
            {found.advice_on.length > 0 && (
              <>
                <Typography variant="subtitle2" component="h3" sx={{ mt: 2 }}>
                  {say('What would raise it')}
                </Typography>
                <Box component="ul" sx={{ mt: 0.5, pl: 2.5 }}>
                  {found.advice_on.map((name) => (
                    <li key={name}>
                      <Typography variant="body2">{adviceOf(name, found)}</Typography>
                    </li>
                  ))}
                </Box>
              </>
            )}
          </>
        )}
      </Loaded>
      <Typography variant="subtitle2" component="h3" sx={{ mt: 2 }}>
        {say('History')}
      </Typography>
      <Pager<Schemas['ScoreHistoryResponse']>
        path={`customers/${customerId}/credit_score/history/`}
        limit={5}
      >
        {(rows) => (
          <SimpleTable
            label={say('History of the score')}
            rows={rows}
            columns={[
              { label: say('Date'), value: (row) => date(row.business_date) },
              { label: say('Score'), figure: true, value: (row) => row.score },
              { label: say('Band'), value: (row) => row.band ?? '–' },
              { label: say('Because of'), isText: true, value: (row) => listed(row.causes.map(words)) },
              { label: say('Computed'), value: (row) => instant(row.created_at) },
            ]}
          />
        )}
      </Pager>
    </Section>
  );
}
