import { useMediaQuery } from '@mui/material';
import type { ReactNode } from 'react';
import { TabbedShowLayout, TabbedShowLayoutTabs } from 'react-admin';

/**
 * The tabs of a page. On a phone, where not all have room, the arrows beside them have their place from the beginning: MUI
 * brings the chosen one into sight once, and arrows that came after that would hide a part of it.
 */
export function Tabbed({ children }: { children: ReactNode }) {
  const isSmall = useMediaQuery((theme) => theme.breakpoints.down('md'));
  return (
    <TabbedShowLayout
      sx={{ mt: 1 }}
      // A phone that is turned, or a window that is made smaller, has new ones.
      tabs={<TabbedShowLayoutTabs key={String(isSmall)} scrollButtons={isSmall || 'auto'} />}
    >
      {children}
    </TabbedShowLayout>
  );
}
