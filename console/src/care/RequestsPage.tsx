import ReplyIcon from '@mui/icons-material/Reply';
import { Box, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import { useState } from 'react';
import { Title } from 'react-admin';
import type { Schemas } from '../api/types';
import { Command } from '../parts/Command';
import { instant } from '../parts/format';
import { LoanRef, Ref } from '../parts/Links';
import { Pager } from '../parts/Pager';
import { Section } from '../parts/Section';
import { Status } from '../parts/Status';
import { TimelineItem } from '../parts/TimelineItem';
import { say } from '../words/say';

type Request = Schemas['CareRequestResponse'];

const KINDS: Record<Request['kind'], string> = {
  holiday: say('Pay nothing for a while'),
  reschedule: say('Smaller instalments, over a longer time'),
  hardship: say('Cannot pay now'),
  other: say('Something else'),
};

/** What borrowers ask for who cannot pay as agreed: those that wait for an answer, or all. */
export default function RequestsPage() {
  const [shown, show] = useState<'open' | 'all'>('open');
  return (
    <Box sx={{ mt: 2 }}>
      <Title title={say('Requests')} />
      <Section
        title={say('What borrowers ask for')}
        actions={
          <ToggleButtonGroup
            exclusive
            size="small"
            aria-label={say('Which requests')}
            value={shown}
            onChange={(_, wanted: typeof shown | null) => {
              if (wanted) show(wanted);
            }}
          >
            <ToggleButton value="open">{say('To answer')}</ToggleButton>
            <ToggleButton value="all">{say('All requests')}</ToggleButton>
          </ToggleButtonGroup>
        }
      >
        <Pager<Schemas['CareRequestListResponse']>
          key={shown}
          path="care_requests/"
          query={shown === 'open' ? { state: 'open', ordering: 'created_at' } : {}}
        >
          {(requests) =>
            requests.length === 0 ? (
              <Typography color="text.secondary">
                {shown === 'open'
                  ? say('No request waits for an answer.')
                  : say('Nobody asked for anything yet.')}
              </Typography>
            ) : (
              <Box component="ol" aria-label={say('Requests')} sx={{ listStyle: 'none', m: 0, p: 0 }}>
                {requests.map((request) => (
                  <OneRequest key={request.id} request={request} />
                ))}
              </Box>
            )
          }
        </Pager>
      </Section>
    </Box>
  );
}

function OneRequest({ request }: { request: Request }) {
  const { id, loan, customer, customer_name: name, kind, wish, state, answer } = request;
  return (
    <TimelineItem>
      <Typography variant="caption" color="text.secondary" component="div">
        {instant(request.created_at)} · <Ref kind="customer" id={customer} name={name} /> · {say('Loan')}{' '}
        <LoanRef loan={loan} number={request.loan_number} />
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Typography sx={{ fontWeight: 600, flexGrow: 1 }}>{KINDS[kind]}</Typography>
        {state === 'open' ? <AnswerRequest id={id} /> : <Status value={state} />}
      </Box>
      <Said text={wish} />
      {answer !== null && (
        <Typography variant="caption" color="text.secondary" component="div" sx={{ mt: 1 }}>
          {say('Answered {at}', { at: instant(request.ended_at) })}
        </Typography>
      )}
      {answer !== null && <Said text={answer} />}
    </TimelineItem>
  );
}

function Said({ text }: { text: string | null }) {
  return (
    <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }} dir="auto">
      {text ?? say('The text was removed.')}
    </Typography>
  );
}

function AnswerRequest({ id }: { id: string }) {
  return (
    <Command
      name={say('Answer')}
      icon={<ReplyIcon />}
      text={say(
        'The borrower reads it in the portal. It changes nothing of the loan: what you grant, you agree on with the borrower.',
      )}
      path={`care_requests/${id}/answer/`}
      fields={[
        {
          name: 'granted',
          label: say('Granted?'),
          kind: 'choice',
          choices: ['yes', 'no'],
          labels: { yes: say('Yes'), no: say('No') },
          initial: 'yes',
        },
        { name: 'note', label: say('What the borrower reads'), kind: 'long' },
      ]}
      body={({ granted, note }) => ({ granted: granted === 'yes', note })}
      done={say('The request is answered.')}
    />
  );
}
