import { Alert, AlertTitle } from '@mui/material';
import type { ProofResult } from '../api/shapes';
import { Loaded, To } from '../parts/Bits';
import { instant, words } from '../parts/format';
import { useApi } from '../parts/use-api';

/** Green or red; red names what does not hold. A proof reads everything, so one of the last quarter of an hour will do. */
export function Books() {
  const proof = useApi<ProofResult>('ledger/proof/', { max_age: 900 });
  return (
    <Loaded from={proof} height={72}>
      {({ ok, checks, proved_at: at }) => {
        const broken = checks.filter((check) => !check.ok);
        return (
          <Alert
            severity={ok ? 'success' : 'error'}
            variant="outlined"
            sx={{ mb: 2 }}
            component="section"
            aria-label="Books"
          >
            <AlertTitle>{ok ? 'The books are right' : 'The books are wrong'}</AlertTitle>
            {ok
              ? `All ${String(checks.length)} checks hold, recomputed from the journal on ${instant(at)}. `
              : `${broken.map((check) => words(check.name)).join(', ')} ${broken.length === 1 ? 'does' : 'do'} not hold. `}
            <To to="/proof">See the checks</To>
          </Alert>
        );
      }}
    </Loaded>
  );
}
