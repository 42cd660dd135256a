import type { FieldDescription, Value } from '../parts/form';
import { say } from '../words/say';

/** The gateways whose payouts arrive on an account; none where no gateway collects. */
export function gatewayFields(
  collecting: readonly string[],
  chosen: readonly string[] = [],
): FieldDescription[] {
  const choices = [...new Set([...collecting, ...chosen])];
  if (choices.length === 0) return [];
  return [
    {
      name: 'gateways',
      label: say('Gateways that pay out to it'),
      kind: 'several',
      choices,
      initial: chosen.join(','),
      optional: true,
      help: say('Their payments settle when a line of the account shows the payout.'),
    },
  ];
}

/** As the API takes them. */
export const listed = (chosen: Value | undefined): string[] =>
  typeof chosen === 'string' && chosen !== '' ? chosen.split(',') : [];
