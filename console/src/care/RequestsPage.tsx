import ReplyIcon from '@mui/icons-material/Reply';
import { Box, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import { useState } from 'react';
import { Title } from 'react-admin';
import type { Schemas } from '../api/types';
import { Command } from '../parts/Command';
import { instant } from '../parts/format';
import { Ref } from '../parts/Links';
import { Pager } from '../parts/Pager';
import { Section } from '../parts/Section';
import { Status } from '../parts/Status';
import { TimelineItem } from '../parts/TimelineItem';

type Request = Schemas['CareRequestResponse'];

const KINDS: Record<Request['kind'], string> = {
  holiday: 'Pay nothing for a while',
  reschedule: 'Smaller instalments, over a longer time',
  hardship: 'Cannot pay now',
  other: 'Something else',
};

/** What borrowers ask for who cannot pay as agreed: those that wait for an answer, or all. */
export default function RequestsPage() {
  const [shown, show] = useState<'open' | 'all'>('open');
  return (
    <Box sx={{ mt: 2 }}>
      <Title title="Requests" />
      <Section
        title="What borrowers ask for"
        actions={
          <ToggleButtonGroup
            exclusive
            size="small"
            aria-label="Which requests"
            value={shown}
            onChange={(_, wanted: typeof shown | null) => {
              if (wanted) show(wanted);
            }}
          >
            <ToggleButton value="open">To answer</ToggleButton>
            <ToggleButton value="all">All</ToggleButton>
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
                {shown === 'open' ? 'No request waits for an answer.' : 'Nobody asked for anything yet.'}
              </Typography>
            ) : (
              <Box component="ol" aria-label="Requests" sx={{ listStyle: 'none', m: 0, p: 0 }}>
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
        {instant(request.created_at)} · <Ref kind="customer" id={customer} name={name} /> · Loan{' '}
        <Ref kind="loan" id={loan} />
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Typography sx={{ fontWeight: 600, flexGrow: 1 }}>{KINDS[kind]}</Typography>
        {state === 'open' ? <AnswerRequest id={id} /> : <Status value={state} />}
      </Box>
      <Said text={wish} />
      {answer !== null && (
        <Typography variant="caption" color="text.secondary" component="div" sx={{ mt: 1 }}>
          Answered {instant(request.ended_at)}
        </Typography>
      )}
      {answer !== null && <Said text={answer} />}
    </TimelineItem>
  );
}

function Said({ text }: { text: string | null }) {
  return (
    <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }} dir="auto">
      {text ?? 'The text was removed.'}
    </Typography>
  );
}

function AnswerRequest({ id }: { id: string }) {
  return (
    <Command
      name="Answer"
      icon={<ReplyIcon />}
      text="The borrower reads it in the portal. It changes nothing of the loan: what you grant, you agree on with the borrower."
      path={`care_requests/${id}/answer/`}
      fields={[
        {
          name: 'granted',
          label: 'Answer',
          kind: 'choice',
          choices: ['yes', 'no'],
          labels: { yes: 'Yes', no: 'No' },
          initial: 'yes',
        },
        { name: 'note', label: 'What the borrower reads', kind: 'long' },
      ]}
      body={({ granted, note }) => ({ granted: granted === 'yes', note })}
      done="The request is answered."
    />
  );
}
