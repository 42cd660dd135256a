import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import rightToLeft from '@mui/stylis-plugin-rtl';
import type { ReactNode } from 'react';

const cache = createCache({ key: 'rtl', stylisPlugins: [rightToLeft] });

/** Turns the styles of what is within around: left is right. */
export function RightToLeft({ children }: { children: ReactNode }) {
  return <CacheProvider value={cache}>{children}</CacheProvider>;
}
