import { lazy, Suspense, useState, type ComponentProps } from 'react';
import { Button } from '../parts/ui';
import { useSpeech } from '../words/speech';

// What draws the code to scan is fetched by who sets a factor up.
const SetUp = lazy(() => import('./SetUpFactor'));

/** Opens the dialog that sets up a second factor. */
export function SetUpButton(looks: Pick<ComponentProps<typeof Button>, 'kind' | 'isWide'>) {
  const { say } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        {...looks}
        onClick={() => {
          setOpen(true);
        }}
      >
        {say('factor.setUp')}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <SetUp
            close={() => {
              setOpen(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
