import type { Schemas } from '../api/types';
import type { FieldDescription } from '../parts/form';
import { say } from '../words/say';

const PASSWORD: FieldDescription = {
  name: 'current_password',
  label: say('Present password'),
  kind: 'password',
};

/** What a change of the own second factor wants: the password and, where a factor is on, a code or a key. */
export function proofFields({ is_on: isOn, keys }: Schemas['FactorResponse']): FieldDescription[] {
  if (!isOn) return [PASSWORD];
  const hasKeys = keys.length > 0;
  const help = hasKeys ? say('key.codeHint') : say('factor.codeHint');
  return [PASSWORD, { name: 'code', label: say('factor.code'), help, optional: hasKeys }];
}
