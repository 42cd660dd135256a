import type { Schemas } from '../api/types';
import type { FieldDescription } from '../parts/form';
import { say } from '../words/say';

type Method = Schemas['MethodTotalsResponse']['method'];
type Kind = Schemas['ReceiptRowResponse']['kind'];

/** How money comes and goes over the counter. */
const methods = (): Record<Method, string> => ({
  cash: say('Cash'),
  transfer: say('Bank transfer'),
  cheque: say('Cheque'),
  card: say('Card'),
  mobile_money: say('Mobile money'),
  other: say('Other'),
});

export const methodName = (method: Method): string => methods()[method];

/** "Cheque, CHQ 004711". */
export const methodInWords = ({
  method,
  reference,
}: {
  method: Method | null;
  reference: string | null;
}): string => (method === null ? '–' : [methodName(method), reference].filter(Boolean).join(', '));

export const kindName = (kind: Kind): string =>
  ({ in: say('Taken in'), out: say('Paid out'), back: say('Handed back') })[kind];

/** What every form asks by which money goes over the counter. */
export const overTheCounter = (): FieldDescription[] => [
  {
    name: 'method',
    label: say('How the money goes'),
    kind: 'choice',
    choices: Object.keys(methods()),
    labels: methods(),
    initial: 'cash',
  },
  {
    name: 'reference',
    label: say('Reference'),
    optional: true,
    help: say('The number of the cheque or the transfer.'),
  },
];
