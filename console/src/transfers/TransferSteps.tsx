import { Box, Typography } from '@mui/material';
import type { TransferStep } from '../api/types';
import { instant } from '../parts/format';
import { Status } from '../parts/Status';
import { TimelineItem } from '../parts/TimelineItem';
import { UserName } from '../users/UserName';
import { SOURCES, STANDS } from './transfer-words';
import { arrow, say } from '../words/say';

/** Everything that happened to a transfer, in order; what the books said of it where that changed. */
export function TransferSteps({ steps }: { steps: readonly TransferStep[] }) {
  return (
    <Box component="ol" aria-label={say('Steps')} sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {steps.map((step, index) => {
        const before = steps[index - 1];
        return (
          <TimelineItem key={index} markLast>
            <Typography variant="caption" color="text.secondary">
              {instant(step.at)}
            </Typography>
            <Typography component="div">
              {before && (
                <>
                  <Status value={before.to} /> {arrow()}{' '}
                </>
              )}
              <Status value={step.to} />
            </Typography>
            <Typography variant="body2">
              {say('Known because: {source}', { source: SOURCES[step.source] })}
              {step.actor && (
                <>
                  {' '}
                  (<UserName id={step.actor} />)
                </>
              )}
              {step.stands !== (before?.stands ?? 'nothing') &&
                `. ${say('In the books: {stands}', { stands: STANDS[step.stands] })}`}
              .
            </Typography>
          </TimelineItem>
        );
      })}
    </Box>
  );
}
