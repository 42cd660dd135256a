import { signOut } from '../../../web/session';
import { Button, Card, Page } from '../parts/ui';
import { useSpeech } from '../words/speech';
import { SetUpButton } from './SetUpButton';

/** All there is for whom the bank wants a second factor of, until there is one. */
export default function FactorFirst() {
  const { say } = useSpeech();
  return (
    <Page title={say('factor.first')} lead={say('factor.firstSaid')}>
      <div className="narrow stack">
        <Card>
          <div className="stack">
            <SetUpButton isWide />
            <Button kind="quiet" isWide onClick={() => void signOut()}>
              {say('signOut')}
            </Button>
          </div>
        </Card>
      </div>
    </Page>
  );
}
