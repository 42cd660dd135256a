import { signOut } from '../../../web/session';
import { queries } from '../api/use';
import type { User } from '../api/types';
import { Dialog } from '../parts/Dialog';
import { Button } from '../parts/ui';
import { useSpeech } from '../words/speech';
import { SignInForm } from './SignIn';

/** Over the page on which the session ran out, so that nothing typed there is lost. */
export default function SignInAgain({ user }: { user: User }) {
  const { say } = useSpeech();
  return (
    <Dialog isOpen title={say('again.title')} lead={say('again.lead')}>
      <SignInForm
        username={user.username}
        onDone={() => {
          // What could not be read meanwhile is read now.
          void queries.invalidateQueries();
        }}
      />
      <Button kind="quiet" isWide onClick={() => void signOut()}>
        {say('again.leave')}
      </Button>
    </Dialog>
  );
}
