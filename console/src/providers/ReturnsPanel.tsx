import { Box, Typography } from '@mui/material';
import { DownloadButton } from '../parts/DownloadButton';
import { Loaded } from '../parts/Loaded';
import { date, percent } from '../parts/format';
import { words } from '../parts/words';
import { useApi } from '../parts/use-api';
import type { Provider, Schemas } from '../api/types';
import { listed, say } from '../words/say';

const KINDS = [
  ['realised', say('Realised'), say('On what was lent: what came back, and what is outstanding in full.')],
  ['conservative', say('Conservative'), say('The same, with overdue principal counted as lost.')],
  ['all_money', say('All its money'), say('The same on all its money, idle money included.')],
] as const;

const REASONS: Record<string, string> = {
  no_money_lent: say('No money has been lent.'),
  less_than_90_days: say('Less than 90 days: too short for a yearly rate.'),
  no_rate_fits: say('No rate fits the cash flows.'),
  ambiguous: say('A gain and a loss fit the cash flows equally well:'),
};

/** Three returns a year (rule 19), with the cash flows they are made of. */
export function ReturnsPanel({ provider }: { provider: Provider }) {
  const returns = useApi<Schemas['ReturnsResponse']>('providers/returns/', { provider: provider.id });
  return (
    <Loaded from={returns}>
      {(found) => (
        <>
          <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { sm: '1fr 1fr 1fr' }, my: 1.5 }}>
            {KINDS.map(([name, label, text]) => (
              <Box key={name}>
                <Typography variant="caption" color="text.secondary">
                  {label}
                </Typography>
                <Typography variant="h5" component="p">
                  {percent(found[name].rate)}
                </Typography>
                <Typography variant="body2">{text}</Typography>
                {found[name].reason && (
                  <Typography variant="body2">
                    {REASONS[found[name].reason] ?? words(found[name].reason)}{' '}
                    {listed(found[name].equally_good.map((rate) => percent(rate)))}
                  </Typography>
                )}
              </Box>
            ))}
          </Box>
          <Typography variant="body2" color="text.secondary" component="div">
            {say('A year, as of {date}, by the cash flows (XIRR).', { date: date(found.as_of) })}{' '}
            <DownloadButton
              path="providers/returns/"
              query={{ provider: provider.id }}
              label={say('Cash flows as CSV')}
            />
          </Typography>
        </>
      )}
    </Loaded>
  );
}
