import type { Loan } from '../api/types';
import { FileButton } from '../parts/FileButton';
import { Card } from '../parts/ui';
import { useSpeech } from '../words/speech';

/** What is kept of a loan on paper. */
export function Documents({ loan }: { loan: Loan }) {
  const { say } = useSpeech();
  const file = (what: string) => ({ path: `loans/${loan.id}/${what}/pdf/`, name: `${what}.pdf` });
  return (
    <Card title={say('documents.title')}>
      <p className="soft">{say('documents.said')}</p>
      <div className="row">
        <FileButton {...file('agreement')}>{say('documents.agreement')}</FileButton>
        <FileButton {...file('statement')}>{say('documents.statement')}</FileButton>
      </div>
    </Card>
  );
}
