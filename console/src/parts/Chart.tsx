import { Box, ThemeProvider, type Theme } from '@mui/material';
import type { ReactNode } from 'react';

/** Labels stand where the direction of the theme says, which has to be the one that the picture is drawn in. */
const leftToRight = (outer: Theme): Theme => ({ ...outer, direction: 'ltr' });

/** Letters with marks above and below need more height than Latin ones; what does not fit is cut. */
export const X_AXIS = { height: 34 };

/** Around a chart: time goes to the right and axes stand left in every language, as figures are read. */
export function Chart({ children }: { children: ReactNode }) {
  return (
    <ThemeProvider theme={leftToRight}>
      <Box dir="ltr">{children}</Box>
    </ThemeProvider>
  );
}
