import { Alert, Box, Chip } from '@mui/material';
import { Title } from 'react-admin';
import type { Schemas } from '../api/types';
import { Loaded } from '../parts/Loaded';
import { count, instant } from '../parts/format';
import { asSentence, words } from '../parts/words';
import { howProved, NEW_PROOF, ProveNow } from '../parts/ProveNow';
import { Section } from '../parts/Section';
import { SimpleTable } from '../parts/SimpleTable';
import { useApi } from '../parts/use-api';

/** The books, recomputed from the journal just now: what was written since they were sealed, or everything. */
export default function ProofPage() {
  const proof = useApi<Schemas['ProofResponse']>(NEW_PROOF.path, NEW_PROOF.query);
  return (
    <Box sx={{ mt: 2 }}>
      <Title title="Books" />
      <Loaded from={proof} height={400}>
        {(made) => {
          const { ok, checks, proved_at: at, full_proved_at: fullAt, not_read: notRead } = made;
          return (
            <>
              <Alert
                severity={ok ? 'success' : 'error'}
                sx={{ mb: 2 }}
                action={
                  <>
                    <ProveNow />
                    <ProveNow kind="full" />
                  </>
                }
              >
                {ok
                  ? `The books are right: all ${String(checks.length)} checks hold.`
                  : `The books are wrong: ${checks
                      .filter((check) => !check.ok)
                      .map((check) => words(check.name))
                      .join(
                        ', ',
                      )}. Do not pay out or correct anything by hand; have an operator look at the rows below.`}{' '}
                Proved {instant(at)}. {howProved(made)} {notRead !== null && `Not read: ${notRead} `}
                {fullAt !== null && `Last full proof by this server: ${instant(fullAt)}.`}
              </Alert>
              {checks
                .filter((check) => !check.ok)
                .map((check) => (
                  <Section
                    key={check.name}
                    title={`${words(check.name)}: ${count(check.violation_count)} violations`}
                  >
                    <SimpleTable
                      label={`Violations of ${words(check.name)}`}
                      rows={check.violations}
                      columns={[
                        { label: 'What', isText: true, value: (row) => row.subject },
                        { label: 'Expected', figure: true, value: (row) => row.expected },
                        { label: 'Found', figure: true, value: (row) => row.actual },
                      ]}
                    />
                  </Section>
                ))}
              <Section title="Checks">
                <SimpleTable
                  label="Checks"
                  rows={checks}
                  columns={[
                    {
                      label: 'Result',
                      value: (row) => (
                        <Chip
                          size="small"
                          variant="outlined"
                          color={row.ok ? 'success' : 'error'}
                          label={row.ok ? 'Holds' : 'Broken'}
                        />
                      ),
                    },
                    { label: 'Check', isText: true, value: (row) => words(row.name) },
                    { label: 'Promise', isText: true, value: (row) => asSentence(row.promise) },
                    { label: 'Looked at', figure: true, value: (row) => count(row.checked) },
                    { label: 'Violations', figure: true, value: (row) => count(row.violation_count) },
                    { label: 'ms', figure: true, value: (row) => count(row.ms) },
                  ]}
                />
              </Section>
            </>
          );
        }}
      </Loaded>
    </Box>
  );
}
