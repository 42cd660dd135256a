import { Figures } from '../parts/Figures';
import { Command } from '../parts/Command';
import { isStaff } from '../api/auth-provider';
import type { Account, Schemas } from '../api/types';
import { say } from '../words/say';

type Erasure = Schemas['ErasureResponse'];
type Erased = Erasure['removed'][number]['what'];

const WORDS: Record<Erased, () => string> = {
  account: () => say('Name, address, phone and login'),
  search: () => say('Words of the search'),
  sign_in: () => say('Sessions, codes and second factor'),
  letters: () => say('Letters and addresses'),
  notes: () => say('Notes, requests and answers'),
  bank_lines: () => say('Texts of bank statements'),
  receipt_references: () => say('References on receipts'),
  payment_methods: () => say('Cards and bank accounts'),
  at_gateways: () => say('Cards and accounts that gateways delete'),
  transfers: () => say('Reasons of transfers that failed'),
  reasons: () => say('Reasons of decisions'),
  payout_files: () => say('Files that paid the person'),
  webhooks: () => say('erase.webhooks'),
  answers: () => say('Answers kept for repeated requests'),
};

/** Forgets a person for good: the username has to be typed, so that it is nobody else. */
export function ErasePerson({ user }: { user: Account }) {
  const isOffice = isStaff(user);
  const path = `${isOffice ? 'user' : user.role}s/${user.id}/erase/`;
  return (
    <Command<Erasure, Erasure>
      name={say('Erase')}
      isDangerous
      text={
        isOffice
          ? say(
              'Removes for good the name, email and login of {username}. What this person did for the bank stays, under the id. Logs and backups keep what they have for their own time.',
              { username: user.username },
            )
          : say(
              'Removes for good all that says who {username} is or was written about this person, such as when the person asks for it. Amounts and dates stay. Logs and backups keep what they have for their own time.',
              { username: user.username },
            )
      }
      path={path}
      fields={[{ name: 'username', label: say('Type the username to confirm') }]}
      preview={{
        path: `${path}preview/`,
        query: {},
        show: ({ removed }) => (
          <Figures rows={removed.map(({ what, count }) => [WORDS[what](), String(count)])} />
        ),
        warning: () => ({
          text: say('This cannot be undone.'),
          confirm: say('I have read what will be removed.'),
        }),
      }}
      done={say('The person is erased.')}
    />
  );
}
