import PrintIcon from '@mui/icons-material/Print';
import { Box, Button, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { Schemas } from '../api/types';
import { Figures } from '../parts/Figures';
import { methodInWords } from './words';
import { figure, say } from '../words/say';

/** The receipt for money that went over the counter, in the dialog that booked it. */
export function ReceiptGiven({
  receipt,
  rows,
  print,
}: {
  receipt: Pick<Schemas['FundsMovedResponse'], 'receipt_number' | 'method' | 'reference'>;
  rows: readonly (readonly [label: string, value: ReactNode])[];
  /** How it is printed, where it is a document of its own; by default the dialog is. */
  print?: ReactNode;
}) {
  return (
    <>
      {receipt.receipt_number !== null && (
        <>
          <Typography variant="caption" color="text.secondary">
            {say('Receipt')}
          </Typography>
          <Typography variant="h5" component="p" sx={{ mb: 2, fontVariantNumeric: 'tabular-nums' }}>
            {figure(receipt.receipt_number)}
          </Typography>
        </>
      )}
      <Figures
        rows={[
          ...rows,
          ...(receipt.method === null
            ? []
            : ([[say('How the money went'), methodInWords(receipt)]] as const)),
        ]}
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 2 }}>
        {print ?? (
          <Button
            size="small"
            startIcon={<PrintIcon />}
            onClick={() => {
              window.print();
            }}
          >
            {say('Print')}
          </Button>
        )}
      </Box>
    </>
  );
}
