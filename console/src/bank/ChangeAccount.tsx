import EditIcon from '@mui/icons-material/Edit';
import type { Schemas } from '../api/types';
import { Command } from '../parts/Command';
import type { FieldDescription } from '../parts/form';
import { useBank } from '../parts/use-travels';
import { say } from '../words/say';
import { gatewayFields, listed } from './account-gateways';

/** Changes what an account is called, and which gateways pay out to it. */
export function ChangeAccount({
  account: { id, name, gateways: chosen },
}: {
  account: Schemas['BankAccountResponse'];
}) {
  const collecting = useBank().data?.ways_to_pay.gateways ?? [];
  const fields: FieldDescription[] = [
    { name: 'name', label: say('Name of the account'), initial: name },
    ...gatewayFields(collecting, chosen),
  ];
  return (
    <Command
      name={say('Change account')}
      icon={<EditIcon />}
      text={say(
        'What {name} is called, and which gateways pay out to it. Open lines that are their payouts are then explained by themselves.',
        { name },
      )}
      path={`bank_accounts/${id}/`}
      method="PATCH"
      fields={fields}
      body={({ gateways, ...values }) => ({
        ...values,
        ...(fields.length > 1 && { gateways: listed(gateways) }),
      })}
      done={say('The account is changed.')}
    />
  );
}
