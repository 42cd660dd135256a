import type { Transfer } from '../api/types';
import { personName } from '../parts/format';
import { Ref } from '../parts/Links';
import { useApi } from '../parts/use-api';

/** Whose money it is, by name. */
export function Party({ transfer: { party, purpose } }: { transfer: Pick<Transfer, 'party' | 'purpose'> }) {
  const kind = purpose.startsWith('provider') ? 'provider' : 'customer';
  const found = useApi<{ username: string }>(`${kind}s/${party ?? ''}/`, {}, party !== null);
  return <Ref kind={kind} id={party} name={found.data ? personName(found.data) : null} />;
}
