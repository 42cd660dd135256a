import { Ref } from '../parts/Links';
import { personName } from '../parts/format';
import { useApi } from '../parts/use-api';
import type { Account } from '../api/types';

/** Who did it, by name. */
export function UserName({ id }: { id: string }) {
  const { data } = useApi<Account>(`users/${id}/`);
  return <Ref kind="user" id={id} name={data ? personName(data) : null} />;
}
