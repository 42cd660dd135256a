import { Refused } from '../../../web/errors';
import { fieldFault, inWords } from '../../../web/problems';
import { useSpeech } from '../words/speech';

/** What is wrong with a field of a request that was refused; undefined: nothing. */
export function useFaultOf(error: unknown): (field: string) => string | undefined {
  const speech = useSpeech();
  const errors = error instanceof Refused ? (error.problem.errors ?? []) : [];
  return (name) => {
    const found = errors.find(({ field }) => field === name);
    return found && fieldFault(found.field, found.code, speech);
  };
}

/** The error above a form, read aloud when it appears. */
export function ErrorNote({ error }: { error: unknown }) {
  const speech = useSpeech();
  if (error === null || error === undefined) return null;
  return (
    <div className="note bad" role="alert">
      {inWords(error, speech)}
    </div>
  );
}
