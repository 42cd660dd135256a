import { Alert, AlertTitle } from '@mui/material';
import type { Schemas } from '../api/types';
import { To } from '../parts/Links';
import { Loaded } from '../parts/Loaded';
import { instant } from '../parts/format';
import { howProved, ProveNow, PROOF } from '../parts/ProveNow';
import { useApi } from '../parts/use-api';
import { words } from '../parts/words';
import { listed, say } from '../words/say';

/** Green or red; red names what does not hold. Many open this page, so a proof of the last quarter of an hour will do. */
export function Books() {
  const proof = useApi<Schemas['ProofResponse']>(PROOF.path, PROOF.query);
  return (
    <Loaded from={proof} height={72}>
      {(made) => {
        const { ok, checks, proved_at: at } = made;
        const broken = checks.filter((check) => !check.ok);
        return (
          <Alert
            severity={ok ? 'success' : 'error'}
            variant="outlined"
            sx={{ mb: 2, flexWrap: 'wrap', '& .MuiAlert-message': { flex: '1 1 14rem' } }}
            component="section"
            aria-label={say('Books')}
            action={<ProveNow />}
          >
            <AlertTitle>
              {ok
                ? say('The books are right (proved {at})', { at: instant(at) })
                : say('The books are wrong (proved {at})', { at: instant(at) })}
            </AlertTitle>
            {ok
              ? say('All {count} checks hold, recomputed from the journal.', { count: checks.length })
              : say('These do not hold: {checks}.', {
                  checks: listed(broken.map((check) => words(check.name))),
                })}{' '}
            {howProved(made)} <To to="/proof">{say('See the checks')}</To>
          </Alert>
        );
      }}
    </Loaded>
  );
}
