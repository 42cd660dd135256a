import { Box } from '@mui/material';
import { ShowBase, TabbedShowLayout, Title, useRecordContext } from 'react-admin';
import { Figures } from '../parts/Figures';
import { To } from '../parts/Links';
import { Loaded } from '../parts/Loaded';
import { count, date, instant, money, percent, personName, spoken } from '../parts/format';
import { asSentence, words } from '../parts/words';
import { Pager } from '../parts/Pager';
import { SimpleTable } from '../parts/SimpleTable';
import { useApi } from '../parts/use-api';
import { MoveFunds } from '../funds/MoveFunds';
import { CorrectProfile } from '../people/CorrectProfile';
import { SignInCode } from '../people/SignInCode';
import { FundingTable } from './FundingTable';
import { MandatePanel } from './MandatePanel';
import type { Provider, Schemas } from '../api/types';
import { PortfolioPanel } from './PortfolioPanel';
import { ReturnsPanel } from './ReturnsPanel';
import { StatementPanel } from './StatementPanel';

/** Everything about one provider. */
export default function ProviderPage() {
  return (
    <ShowBase resource="providers">
      <ProviderTabs />
    </ShowBase>
  );
}

function ProviderTabs() {
  const provider = useRecordContext<Provider>();
  if (!provider) return null;
  const amount = (text: string) => money(text, provider.currency);
  return (
    <Box sx={{ mt: 2 }}>
      <Title title={`Provider ${personName(provider)}`} />
      <Figures
        rows={[
          ['Free to lend', amount(provider.fund_amount)],
          ['Lent', amount(provider.lent_amount)],
          ['In the wallet', amount(provider.wallet_amount)],
          ['Owes the bank', amount(provider.receivable_amount)],
          ['Number', spoken(provider.number)],
          [
            'Username',
            <To key="user" to={`/users/${provider.id}/show`}>
              {provider.username}
            </To>,
          ],
          ['Email', provider.email || '–'],
          ['Phone', provider.phone || '–'],
          ['Provider since', instant(provider.created_at)],
        ]}
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 2 }}>
        <MoveFunds provider={provider} />
        <SignInCode role="provider" person={provider} />
        <CorrectProfile role="provider" person={provider} />
      </Box>
      <TabbedShowLayout sx={{ mt: 1 }}>
        <TabbedShowLayout.Tab label="Statement">
          <StatementPanel provider={provider} />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label="Portfolio" path="portfolio">
          <PortfolioPanel provider={provider} />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label="Returns" path="returns">
          <ReturnsPanel provider={provider} />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label="Idle money" path="idle">
          <IdlePanel provider={provider} />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label="Mandate" path="mandate">
          <MandatePanel provider={provider} />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label="Participations" path="participations">
          <Pager<Schemas['FundingListResponse']> path="fundings/" query={{ provider: provider.id }}>
            {(fundings) => <FundingTable fundings={fundings} of="loan" />}
          </Pager>
        </TabbedShowLayout.Tab>
      </TabbedShowLayout>
    </Box>
  );
}

function IdlePanel({ provider }: { provider: Provider }) {
  const idle = useApi<Schemas['IdleResponse']>('providers/idle/', { provider: provider.id });
  return (
    <Loaded from={idle}>
      {(found) => (
        <>
          <Figures
            rows={[
              ['Idle', money(found.idle_amount, provider.currency)],
              ['Of all its money', percent(found.idle_share)],
              ['As of', date(found.as_of)],
              ['Last lent', instant(found.last_lent_at)],
              [
                'Newest allocations',
                `${count(found.recent.allocations)}: considered in ${count(found.recent.ranked)}, lent in ${count(found.recent.lent)}`,
              ],
            ]}
          />
          <Box sx={{ mt: 2 }}>
            <SimpleTable
              label="Why money is idle"
              rows={found.reasons}
              empty="No money is idle."
              columns={[
                { label: 'Why', isText: true, value: (row) => words(row.reason) },
                { label: 'Amount', figure: true, value: (row) => money(row.amount, provider.currency) },
                { label: 'In full', isText: true, value: (row) => asSentence(row.explanation) },
              ]}
            />
          </Box>
        </>
      )}
    </Loaded>
  );
}
