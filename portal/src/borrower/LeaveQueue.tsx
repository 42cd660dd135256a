import { api } from '../../../web/client';
import { Dialog } from '../parts/Dialog';
import { ErrorNote } from '../parts/errors';
import { Button } from '../parts/ui';
import { useCommand } from '../parts/use-command';
import { useSpeech } from '../words/speech';

interface LeaveQueueProps {
  loan: string;
  /** In words. */
  amount: string;
  onClose: () => void;
}

/** Asks before a place in the queue is given up. */
export default function LeaveQueue({ loan, amount, onClose }: LeaveQueueProps) {
  const { say } = useSpeech();
  const cancel = useCommand(`cancel.${loan}`, {}, (idempotencyKey) =>
    api(`loans/${loan}/cancel/`, { method: 'POST', idempotencyKey }),
  );
  return (
    <Dialog
      isOpen
      title={say('queue.cancelTitle', { amount })}
      lead={say('queue.cancelSaid')}
      onClose={onClose}
    >
      <ErrorNote error={cancel.error} />
      <div className="row">
        <Button
          kind="danger"
          isBusy={cancel.isBusy}
          onClick={() => {
            void cancel.go().then((done) => {
              if (done !== null) onClose();
            });
          }}
        >
          {say('queue.cancel')}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {say('queue.keep')}
        </Button>
      </div>
    </Dialog>
  );
}
