import { inFours } from '../../../web/in-fours';

/** The number of a bank account in groups of four, which may go on in the next line of a narrow page. */
export function AccountNumber({ number }: { number: string }) {
  return <bdi dir="ltr">{inFours(number).replaceAll('\u00a0', ' ')}</bdi>;
}
