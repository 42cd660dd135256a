import { Box } from '@mui/material';
import { ShowBase, TabbedShowLayout, Title, useRecordContext } from 'react-admin';
import { inFours } from '../../../web/in-fours';
import { Figures } from '../parts/Figures';
import { To } from '../parts/Links';
import { Loaded } from '../parts/Loaded';
import { count, date, instant, money, percent, personName } from '../parts/format';
import { asSentence, words } from '../parts/words';
import { Pager } from '../parts/Pager';
import { SimpleTable } from '../parts/SimpleTable';
import { Tabbed } from '../parts/Tabbed';
import { useApi } from '../parts/use-api';
import { MoveFunds } from '../funds/MoveFunds';
import { CorrectProfile } from '../people/CorrectProfile';
import { PayoutAccounts } from '../people/PayoutAccounts';
import { SignInCode } from '../people/SignInCode';
import { FundingTable } from './FundingTable';
import { MandatePanel } from './MandatePanel';
import type { Provider, Schemas } from '../api/types';
import { PortfolioPanel } from './PortfolioPanel';
import { ReturnsPanel } from './ReturnsPanel';
import { StatementPanel } from './StatementPanel';
import { currentLanguage, figure, say } from '../words/say';

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
      <Title title={say('Provider {name}', { name: personName(provider) })} />
      <Figures
        rows={[
          [say('Free to lend'), amount(provider.fund_amount)],
          [say('Lent'), amount(provider.lent_amount)],
          [say('In the wallet'), amount(provider.wallet_amount)],
          [say('Owes the bank'), amount(provider.receivable_amount)],
          [say('Number'), inFours(provider.number)],
          [
            say('Username'),
            <To key="user" to={`/users/${provider.id}/show`}>
              {provider.username}
            </To>,
          ],
          [say('Email'), provider.email || '–'],
          [say('Phone'), provider.phone ? figure(provider.phone) : '–'],
          [say('Provider since'), instant(provider.created_at)],
        ]}
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 2 }}>
        <MoveFunds provider={provider} />
        <SignInCode role="provider" person={provider} />
        <CorrectProfile role="provider" person={provider} />
      </Box>
      <Tabbed>
        <TabbedShowLayout.Tab label={say('Statement')}>
          <StatementPanel provider={provider} />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label={say('Portfolio')} path="portfolio">
          <PortfolioPanel provider={provider} />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label={say('Returns')} path="returns">
          <ReturnsPanel provider={provider} />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label={say('Idle money')} path="idle">
          <IdlePanel provider={provider} />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label={say('Mandate')} path="mandate">
          <MandatePanel provider={provider} />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label={say('Participations')} path="participations">
          <Pager<Schemas['FundingListResponse']> path="fundings/" query={{ provider: provider.id }}>
            {(fundings) => <FundingTable fundings={fundings} of="loan" />}
          </Pager>
        </TabbedShowLayout.Tab>
      </Tabbed>
      <Box sx={{ mt: 2 }}>
        <PayoutAccounts person={provider} />
      </Box>
    </Box>
  );
}

type Reason = Schemas['IdleResponse']['reasons'][number];

function IdlePanel({ provider }: { provider: Provider }) {
  const idle = useApi<Schemas['IdleResponse']>('providers/idle/', { provider: provider.id });
  return (
    <Loaded from={idle}>
      {(found) => (
        <>
          <Figures
            rows={[
              [say('Idle'), money(found.idle_amount, provider.currency)],
              [say('Of all its money'), percent(found.idle_share)],
              [say('As of'), date(found.as_of)],
              [say('Last lent'), instant(found.last_lent_at)],
              [
                say('Newest allocations'),
                say('{count}: considered in {ranked}, lent in {lent}', {
                  count: count(found.recent.allocations),
                  ranked: count(found.recent.ranked),
                  lent: count(found.recent.lent),
                }),
              ],
            ]}
          />
          <Box sx={{ mt: 2 }}>
            <SimpleTable
              label={say('Why money is idle')}
              rows={found.reasons}
              empty={say('No money is idle.')}
              columns={[
                { label: say('Why'), isText: true, value: (row) => words(row.reason) },
                { label: say('Amount'), figure: true, value: (row) => money(row.amount, provider.currency) },
                // The API says it in English; in other languages the reason itself has to do.
                ...(currentLanguage() === 'en'
                  ? [
                      {
                        label: say('In full'),
                        isText: true,
                        value: (row: Reason) => asSentence(row.explanation),
                      },
                    ]
                  : []),
              ]}
            />
          </Box>
        </>
      )}
    </Loaded>
  );
}
