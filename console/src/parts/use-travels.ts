import type { Schemas } from '../api/types';
import { useApi } from './use-api';

export const useBankAccounts = () =>
  useApi<Schemas['BankAccountListResponse']>('bank_accounts/', { limit: 100 });

/** What everybody may know of the bank: which gateways collect, and which pay out. */
export const useBank = () => useApi<Schemas['BankResponse']>('bank/');

/**
 * Whether money travels here: gateways collect it, or a bank account is kept. Until then nobody has transfers, statements
 * or credit, and no page speaks of them.
 */
export function useMoneyTravels(): boolean {
  const resources = useApi<Record<string, string>>('');
  const accounts = useBankAccounts();
  return resources.data?.transfers !== undefined || (accounts.data?.results ?? []).length > 0;
}
