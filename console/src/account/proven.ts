import { codeOrKey } from '../../../web/keys';
import type { Values } from '../parts/form';

/** Password and code as they were typed; without a code, what a security key signs. */
export async function proven({ current_password, code }: Values): Promise<object> {
  return { current_password, ...(await codeOrKey(String(code ?? ''))) };
}
