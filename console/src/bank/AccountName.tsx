import { shortId } from '../parts/format';
import { useBankAccounts } from '../parts/use-travels';

/** What the house calls its account. */
export function AccountName({ id }: { id: string }) {
  const accounts = useBankAccounts();
  return <>{accounts.data?.results.find((account) => account.id === id)?.name ?? shortId(id)}</>;
}
