import type { Schemas } from '../api/types';
import { To } from '../parts/Links';
import { Loaded } from '../parts/Loaded';
import { CollectionsTable } from '../operations/CollectionsTable';
import { Section } from '../parts/Section';
import { useApi } from '../parts/use-api';
import { say } from '../words/say';

export function CollectionsQueue() {
  const queue = useApi<Schemas['CollectionsResponse']>('reports/collections/', { limit: 8 });
  return (
    <Section title={say('Collections')} actions={<To to="/collections">{say('All of them')}</To>}>
      <Loaded from={queue} height={200}>
        {({ results, currency }) => <CollectionsTable rows={results} currency={currency} />}
      </Loaded>
    </Section>
  );
}
