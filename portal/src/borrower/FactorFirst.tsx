import { lazy, Suspense, useState } from 'react';
import { signOut } from '../../../web/session';
import { Button, Card, Page } from '../parts/ui';
import { useSpeech } from '../words/speech';

const SetUp = lazy(() => import('./SetUpFactor'));

/** All there is for whom the bank wants a second factor of, until there is one. */
export default function FactorFirst() {
  const { say } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  return (
    <Page title={say('factor.first')} lead={say('factor.firstSaid')}>
      <div className="narrow stack">
        <Card>
          <div className="stack">
            <Button
              isWide
              onClick={() => {
                setOpen(true);
              }}
            >
              {say('factor.setUp')}
            </Button>
            <Button kind="quiet" isWide onClick={() => void signOut()}>
              {say('signOut')}
            </Button>
          </div>
        </Card>
      </div>
      {isOpen && (
        <Suspense fallback={null}>
          <SetUp
            close={() => {
              setOpen(false);
            }}
          />
        </Suspense>
      )}
    </Page>
  );
}
