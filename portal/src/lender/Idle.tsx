import { Link } from 'wouter';
import { useRead } from '../api/use';
import type { Schemas } from '../api/types';
import { Big, Card, Loaded } from '../parts/ui';
import { isSome } from '../borrower/loans';
import { useSpeech } from '../words/speech';

/** Where each reason is put right. */
const REMEDIES: Partial<Record<string, string>> = {
  in_wallet: '/money',
  paused: '/mandate',
  reserve: '/mandate',
  band_is_gone: '/mandate',
  term_too_short: '/mandate',
};

/** Why money is not lent, with the rule that keeps it so. */
export function Idle() {
  const { say, money, percent } = useSpeech();
  const idle = useRead<Schemas['IdleResponse']>('providers/idle/');
  return (
    <Card title={say('idle.title')}>
      <Loaded of={idle}>
        {(data) => (
          <>
            <div>
              <Big isMedium>{money(data.idle_amount, data.currency)}</Big>
              {data.idle_share !== null && (
                <p className="soft">{say('idle.share', { share: percent(data.idle_share) })}</p>
              )}
            </div>
            {isSome(data.idle_amount) && (
              <ul className="rows">
                {data.reasons.map(({ reason, amount }) => {
                  const remedy = REMEDIES[reason];
                  return (
                    <li key={reason}>
                      <div>
                        {say(`idle.${reason}`)}{' '}
                        {remedy && (
                          <Link to={remedy}>{say(remedy === '/money' ? 'way.money' : 'way.mandate')}</Link>
                        )}
                      </div>
                      <strong className="number">{money(amount, data.currency)}</strong>
                    </li>
                  );
                })}
              </ul>
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
}
