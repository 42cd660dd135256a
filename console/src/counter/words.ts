import type { Schemas } from '../api/types';
import type { FieldDescription } from '../parts/form';
import { listed, say } from '../words/say';

type Method = Schemas['MethodTotalsResponse']['method'];

/** How money comes and goes over the counter. */
export const METHODS: Record<Method, string> = {
  cash: say('Cash'),
  transfer: say('Bank transfer'),
  cheque: say('Cheque'),
  card: say('Card'),
  mobile_money: say('Mobile money'),
  other: say('Other'),
};

/** "Cheque, CHQ 004711". */
export const methodInWords = ({
  method,
  reference,
}: {
  method: Method | null;
  reference: string | null;
}): string =>
  method === null
    ? '–'
    : listed([METHODS[method], reference].filter((each): each is string => each !== null && each !== ''));

/** What a receipt is for. */
export const KINDS: Record<Schemas['ReceiptRowResponse']['kind'], string> = {
  in: say('Taken in'),
  out: say('Paid out'),
  back: say('Handed back'),
};

/** What every form asks by which money goes over the counter. */
export const OVER_THE_COUNTER: readonly FieldDescription[] = [
  {
    name: 'method',
    label: say('How the money goes'),
    kind: 'choice',
    choices: Object.keys(METHODS),
    labels: METHODS,
    initial: 'cash',
  },
  {
    name: 'reference',
    label: say('Reference'),
    optional: true,
    help: say('The number of the cheque or the transfer.'),
  },
];
