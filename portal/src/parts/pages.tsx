import { useState, type ReactNode } from 'react';
import { useSpeech } from '../words/speech';
import { Button } from './ui';

interface Pages {
  /** The cursor of the page that is shown; undefined for the first. */
  page: string | undefined;
  isFirst: boolean;
  /** The buttons to the page before and after; `next` is what the answer says. */
  turning: (next: string | null) => ReactNode;
}

/** The pages of a list, by cursor. */
export function usePages(): Pages {
  const { say } = useSpeech();
  const [cursors, setCursors] = useState<string[]>([]);
  const isFirst = cursors.length === 0;
  const turning = (next: string | null) =>
    isFirst && next === null ? null : (
      <div className="row">
        {!isFirst && (
          <Button
            kind="quiet"
            onClick={() => {
              setCursors(cursors.slice(0, -1));
            }}
          >
            {say('page.before')}
          </Button>
        )}
        {next !== null && (
          <Button
            kind="quiet"
            onClick={() => {
              setCursors([...cursors, cursorOf(next)]);
            }}
          >
            {say('page.next')}
          </Button>
        )}
      </div>
    );
  return { page: cursors.at(-1), isFirst, turning };
}

const cursorOf = (address: string) =>
  new URL(address, window.location.origin).searchParams.get('cursor') ?? '';
