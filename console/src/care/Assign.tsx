import PersonAddIcon from '@mui/icons-material/PersonAdd';
import PersonRemoveIcon from '@mui/icons-material/PersonRemove';
import { useGetIdentity } from 'react-admin';
import { OneClick } from '../parts/OneClick';
import { say } from '../words/say';

/** Takes a late loan, or lets it go. */
export function Assign({
  loan,
  assignedTo,
  onDone,
}: {
  loan: string;
  assignedTo: string | null;
  onDone: (user: string | null) => void;
}) {
  const { identity } = useGetIdentity();
  if (!identity) return null;
  const me = String(identity.id);
  const isMine = assignedTo === me;
  return (
    <OneClick
      name={isMine ? say('Release') : say('Take it')}
      icon={isMine ? <PersonRemoveIcon /> : <PersonAddIcon />}
      path={`collections/${loan}/assign/`}
      body={{ user: isMine ? null : me }}
      done={isMine ? say('Nobody works on the loan.') : say('The loan is yours.')}
      onDone={() => {
        onDone(isMine ? null : me);
      }}
    />
  );
}
