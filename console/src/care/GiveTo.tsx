import ForwardIcon from '@mui/icons-material/Forward';
import type { Account, Schemas } from '../api/types';
import { Command } from '../parts/Command';
import { oneOf } from '../parts/form';
import { personName } from '../parts/format';
import { useApi } from '../parts/use-api';
import { say } from '../words/say';

type Accounts = Schemas['UserListResponse'];

/** Whoever of the bank may sign in. */
export function useStaff(): Account[] {
  const of = (role: string) => ({ role, is_active: true, limit: 100 });
  const staff = useApi<Accounts>('users/', of('staff'));
  const admins = useApi<Accounts>('users/', of('admin'));
  return [...(staff.data?.results ?? []), ...(admins.data?.results ?? [])].sort((one, other) =>
    personName(one).localeCompare(personName(other)),
  );
}

/** By name and username: two may have the same name. */
export const colleague = (each: Account): string => `${personName(each)} (${each.username})`;

/** Gives a late loan to somebody of the bank, or to nobody. */
export function GiveTo({
  loan,
  assignedTo,
  onDone,
}: {
  loan: string;
  assignedTo: string | null;
  onDone: (user: string | null) => void;
}) {
  const others = useStaff().filter(({ id }) => id !== assignedTo);
  return (
    <Command<never, Schemas['AssignedResponse']>
      name={say('Give to')}
      icon={<ForwardIcon />}
      text={say('Who works on this late loan from now on.')}
      path={`collections/${loan}/assign/`}
      fields={[
        {
          name: 'user',
          label: say('Colleague'),
          ...oneOf(others, colleague),
        },
      ]}
      disabled={others.length === 0}
      done={say('The loan is given to a colleague.')}
      onDone={(answer) => {
        onDone(answer.assigned_to);
      }}
    />
  );
}
