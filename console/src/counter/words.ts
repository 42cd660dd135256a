import type { FieldDescription } from '../parts/form';

/** How money comes and goes over the counter. */
export const METHODS: Record<string, string> = {
  cash: 'Cash',
  transfer: 'Bank transfer',
  cheque: 'Cheque',
  card: 'Card',
  mobile_money: 'Mobile money',
  other: 'Other',
};

export const RECEIPT_KINDS: Record<string, string> = {
  in: 'Taken in',
  out: 'Paid out',
  back: 'Handed back',
};

/** What every form asks by which money goes over the counter. */
export const OVER_THE_COUNTER: readonly FieldDescription[] = [
  {
    name: 'method',
    label: 'How the money goes',
    kind: 'choice',
    choices: Object.keys(METHODS),
    labels: METHODS,
    initial: 'cash',
  },
  {
    name: 'reference',
    label: 'Reference',
    optional: true,
    help: 'The number of the cheque or the transfer.',
  },
];

/** "Cheque, CHQ 004711". */
export const methodInWords = ({
  method,
  reference,
}: {
  method: string | null;
  reference: string | null;
}): string => (method === null ? '–' : [METHODS[method] ?? method, reference].filter(Boolean).join(', '));
