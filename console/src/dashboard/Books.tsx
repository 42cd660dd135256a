import { Alert, AlertTitle } from '@mui/material';
import type { Schemas } from '../api/types';
import { To } from '../parts/Links';
import { Loaded } from '../parts/Loaded';
import { instant } from '../parts/format';
import { howProved, ProveNow, PROOF } from '../parts/ProveNow';
import { useApi } from '../parts/use-api';
import { words } from '../parts/words';

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
            sx={{ mb: 2, flexWrap: 'wrap' }}
            component="section"
            aria-label="Books"
            action={<ProveNow />}
          >
            <AlertTitle>
              {ok ? 'The books are right' : 'The books are wrong'} (proved {instant(at)})
            </AlertTitle>
            {ok
              ? `All ${String(checks.length)} checks hold, recomputed from the journal. `
              : `${broken.map((check) => words(check.name)).join(', ')} ${broken.length === 1 ? 'does' : 'do'} not hold. `}
            {howProved(made)} <To to="/proof">See the checks</To>
          </Alert>
        );
      }}
    </Loaded>
  );
}
