import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import { GlobalStyles } from '@mui/material';
import rightToLeft from '@mui/stylis-plugin-rtl';
import type { ReactNode } from 'react';

const cache = createCache({ key: 'rtl', stylisPlugins: [rightToLeft] });

/** Icons of what goes on or back; MUI names each so. */
const POINTING = [
  'CallMissed',
  'FastForward',
  'Forward',
  'ForwardToInbox',
  'Logout',
  'NavigateNext',
  'Reply',
  'Send',
  'Undo',
]
  .map((name) => `svg[data-testid="${name}Icon"]`)
  .join();

/** Turns the styles of what is within around: left is right. */
export function RightToLeft({ children }: { children: ReactNode }) {
  return (
    <CacheProvider value={cache}>
      <GlobalStyles styles={{ [POINTING]: { transform: 'scaleX(-1)' } }} />
      {children}
    </CacheProvider>
  );
}
