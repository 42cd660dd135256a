import { Box, ToggleButton, ToggleButtonGroup } from '@mui/material';
import { useState } from 'react';
import { ShowBase, Title, useRecordContext } from 'react-admin';
import type { BankStatement, Schemas, StatementLine } from '../api/types';
import { DownloadButton } from '../parts/DownloadButton';
import { Figures } from '../parts/Figures';
import { count, date, instant, money, shortId } from '../parts/format';
import { Pager } from '../parts/Pager';
import { Section } from '../parts/Section';
import { AccountFigures } from './AccountFigures';
import { AccountName } from './AccountName';
import { LineList } from './LineList';
import { say } from '../words/say';

/** A statement of the bank, and the work that its lines make. */
export default function StatementPage() {
  return (
    <ShowBase resource="bank_statements">
      <StatementDetails />
    </ShowBase>
  );
}

const SHOWN: Record<StatementLine['state'] | 'all', string> = {
  open: say('Open'),
  explained: say('Explained'),
  outside: say('Not lending'),
  all: say('All'),
};

function StatementDetails() {
  const statement = useRecordContext<BankStatement>();
  const [shown, setShown] = useState<keyof typeof SHOWN>('open');
  if (!statement) return null;
  const amount = (text: string | null) =>
    text === null ? say('None: a notification') : money(text, statement.currency);
  const path = `bank_statements/${statement.id}/lines/`;
  return (
    <Box sx={{ mt: 2 }}>
      <Title
        title={say('Statement {number} · {date}', {
          number: statement.number ?? shortId(statement.id),
          date: date(statement.to),
        })}
      />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '1fr 1fr' } }}>
        <Section title={say('Statement')}>
          <Figures
            rows={[
              [say('Account'), <AccountName key="account" id={statement.account} />],
              [say('From'), date(statement.from)],
              [say('To'), date(statement.to)],
              [say('Opening balance'), amount(statement.opening)],
              [say('Closing balance'), amount(statement.closing)],
              [say('Lines'), count(statement.lines)],
              [say('New lines'), count(statement.new_lines)],
              [say('Open lines'), count(statement.open_lines)],
              [say('Read'), instant(statement.imported_at)],
            ]}
          />
        </Section>
        <Section title={say('Bank and books')}>
          <AccountFigures account={statement.account} />
        </Section>
      </Box>
      <Section title={say('Lines')} actions={<DownloadButton path={path} />}>
        <ToggleButtonGroup
          exclusive
          size="small"
          color="primary"
          value={shown}
          aria-label={say('Which lines')}
          onChange={(_, chosen: keyof typeof SHOWN | null) => {
            if (chosen !== null) setShown(chosen);
          }}
          sx={{ mb: 1 }}
        >
          {Object.entries(SHOWN).map(([value, label]) => (
            <ToggleButton key={value} value={value}>
              {label}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <Pager<Schemas['StatementLineListResponse']>
          key={shown}
          path={path}
          query={{ ordering: 'created_at', ...(shown === 'all' ? {} : { state: shown }) }}
        >
          {(lines) => (
            <LineList
              lines={lines}
              empty={shown === 'open' ? say('Every line is explained.') : say('None.')}
            />
          )}
        </Pager>
      </Section>
    </Box>
  );
}
