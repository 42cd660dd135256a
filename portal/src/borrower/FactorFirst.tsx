import { signOut } from '../../../web/session';
import type { Schemas } from '../api/types';
import { useRead } from '../api/use';
import { Button, Card, Page } from '../parts/ui';
import { useSpeech } from '../words/speech';
import { AddKeyButton } from './Keys';
import { SetUpButton } from './SetUpButton';

/** All there is for whom the bank wants a second factor of, until there is one. */
export default function FactorFirst() {
  const { say } = useSpeech();
  const factor = useRead<Schemas['FactorResponse']>('auth/factor/');
  return (
    <Page title={say('factor.first')} lead={say('factor.firstSaid')}>
      <div className="narrow stack">
        <Card>
          <div className="stack">
            <SetUpButton isWide />
            {factor.data && <AddKeyButton factor={factor.data} isWide />}
            <Button kind="quiet" isWide onClick={() => void signOut()}>
              {say('signOut')}
            </Button>
          </div>
        </Card>
      </div>
    </Page>
  );
}
