import { Typography } from '@mui/material';
import type { Schemas } from '../api/types';
import { Ref } from '../parts/Links';
import { money } from '../parts/format';
import { SimpleTable } from '../parts/SimpleTable';
import { useLenders } from './use-lenders';
import { say } from '../words/say';

/** Who gets what of a payment. */
export function ShareTable({
  loan,
  shares,
  currency,
}: {
  loan: string;
  shares: readonly Schemas['PaymentShareResponse'][];
  currency: string;
}) {
  const names = useLenders(loan);
  const amount = (text: string) => money(text, currency);
  return (
    <>
      <Typography variant="subtitle2" component="h3" sx={{ mt: 2 }}>
        {say('By lender')}
      </Typography>
      <SimpleTable
        label={say('Shares of the lenders')}
        rows={shares}
        empty={say('None.')}
        columns={[
          {
            label: say('Provider'),
            isText: true,
            value: (share) => (
              <Ref kind="provider" id={share.provider} name={names.get(share.provider) ?? null} />
            ),
          },
          { label: say('Principal'), figure: true, value: (share) => amount(share.principal) },
          { label: say('Interest'), figure: true, value: (share) => amount(share.interest) },
          { label: say('Late interest'), figure: true, value: (share) => amount(share.penalty) },
          { label: say('Recovery'), figure: true, value: (share) => amount(share.recovery) },
          { label: say('Total'), figure: true, value: (share) => amount(share.amount) },
        ]}
      />
    </>
  );
}
