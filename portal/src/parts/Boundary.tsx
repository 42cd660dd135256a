import { Component, type ReactNode } from 'react';
import { useSpeech } from '../words/speech';
import { Button } from './ui';

/** Says that a page could not be shown, such as when its code did not arrive, instead of showing nothing. */
export class Boundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? <Failed /> : this.props.children;
  }
}

function Failed() {
  const { say } = useSpeech();
  return (
    <main className="page" id="main" tabIndex={-1}>
      <div className="stack narrow">
        <h1>{say('failed.title')}</h1>
        <p>{say('error.unknown')}</p>
        <div>
          <Button
            onClick={() => {
              window.location.reload();
            }}
          >
            {say('again')}
          </Button>
        </div>
      </div>
    </main>
  );
}
