import { useRead } from '../api/use';
import type { Schemas } from '../api/types';

export type Instrument = Schemas['InstrumentResponse'];

/** An account that money is paid to: nothing is collected from it. */
export const isPaidTo = ({ kind }: Instrument): boolean => kind === 'bank_account' || kind === 'wallet';

export const useInstruments = () => useRead<Schemas['InstrumentListResponse']>('instruments/');

/** What one can pay with, and what one can be paid to, of those that can be used. */
export function useUsable(): { payWith: Instrument[]; paidTo: Instrument[] } {
  const usable = useInstruments().data?.results.filter(({ state }) => state === 'usable') ?? [];
  return { payWith: usable.filter((one) => !isPaidTo(one)), paidTo: usable.filter(isPaidTo) };
}
