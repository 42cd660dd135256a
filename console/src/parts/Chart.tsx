import { Box } from '@mui/material';
import type { ReactNode } from 'react';

/** Around a chart: time goes to the right and axes stand left in every language, as figures are read. */
export function Chart({ children }: { children: ReactNode }) {
  return <Box dir="ltr">{children}</Box>;
}
