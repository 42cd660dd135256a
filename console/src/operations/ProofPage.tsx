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
import { apart, currentLanguage, has, listed, say } from '../words/say';

/** What a check promises. The API says it in English. */
function promised({ name, promise }: Schemas['ProofResponse']['checks'][number]): string {
  const key = `promise.${name}`;
  return currentLanguage() !== 'en' && has(key) ? say(key) : asSentence(promise);
}

/** The books, recomputed from the journal just now: what was written since they were sealed, or everything. */
export default function ProofPage() {
  const proof = useApi<Schemas['ProofResponse']>(NEW_PROOF.path, NEW_PROOF.query);
  return (
    <Box sx={{ mt: 2 }}>
      <Title title={say('Books')} />
      <Loaded from={proof} height={400}>
        {(made) => {
          const { ok, checks, proved_at: at, full_proved_at: fullAt, not_read: notRead } = made;
          return (
            <>
              <Alert
                severity={ok ? 'success' : 'error'}
                // On a phone, the buttons stand below the text.
                sx={{ mb: 2, flexWrap: 'wrap', '& .MuiAlert-message': { flex: '1 1 16rem' } }}
                action={
                  <>
                    <ProveNow />
                    <ProveNow kind="full" />
                  </>
                }
              >
                {ok
                  ? say('The books are right: all {count} checks hold.', { count: checks.length })
                  : say(
                      'The books are wrong: {checks}. Do not pay out or correct anything by hand; have an operator look at the rows below.',
                      {
                        checks: listed(checks.filter((check) => !check.ok).map((check) => words(check.name))),
                      },
                    )}{' '}
                {say('Proved {at}.', { at: instant(at) })} {howProved(made)}{' '}
                {notRead !== null &&
                  `${say('What was written before was proved before it was sealed; a full proof reads it again.')} `}
                {fullAt !== null && say('Last full proof by this server: {at}.', { at: instant(fullAt) })}
              </Alert>
              {checks
                .filter((check) => !check.ok)
                .map((check) => (
                  <Section
                    key={check.name}
                    title={say('{check}: {count} violations', {
                      check: words(check.name),
                      count: count(check.violation_count),
                    })}
                  >
                    <SimpleTable
                      label={say('Violations of {check}', { check: words(check.name) })}
                      rows={check.violations}
                      columns={[
                        { label: say('What'), isText: true, value: (row) => apart(row.subject) },
                        { label: say('Expected'), figure: true, value: (row) => apart(row.expected) },
                        { label: say('Found'), figure: true, value: (row) => apart(row.actual) },
                      ]}
                    />
                  </Section>
                ))}
              <Section title={say('Checks')}>
                <SimpleTable
                  label={say('Checks')}
                  rows={checks}
                  columns={[
                    {
                      label: say('Result'),
                      value: (row) => (
                        <Chip
                          size="small"
                          variant="outlined"
                          color={row.ok ? 'success' : 'error'}
                          label={row.ok ? say('Holds') : say('proof.broken')}
                        />
                      ),
                    },
                    { label: say('Check'), isText: true, value: (row) => words(row.name) },
                    {
                      label: say('proof.promise'),
                      isText: true,
                      value: promised,
                    },
                    { label: say('Looked at'), figure: true, value: (row) => count(row.checked) },
                    { label: say('Violations'), figure: true, value: (row) => count(row.violation_count) },
                    { label: say('Took (ms)'), figure: true, value: (row) => count(row.ms) },
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
