import type { Transfer } from '../api/types';
import { Ref } from '../parts/Links';

/** Whose money it is, by name. */
export function Party({
  transfer: { party, party_name: name, purpose },
}: {
  transfer: Pick<Transfer, 'party' | 'party_name' | 'purpose'>;
}) {
  return <Ref kind={purpose.startsWith('provider') ? 'provider' : 'customer'} id={party} name={name} />;
}
