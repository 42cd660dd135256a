import type { ReactNode } from 'react';
import { TabbedShowLayout, TabbedShowLayoutTabs } from 'react-admin';

/** Keeps the chosen tab in sight: MUI brings it there once, and not again when arrows, a side or a turned phone take room. */
function keepChosenInSight(row: HTMLElement | null) {
  if (row === null) return undefined;
  const observer = new ResizeObserver(() => {
    const chosen = (row.querySelector('[aria-selected=true]') ?? row).getBoundingClientRect();
    const { left, right } = row.getBoundingClientRect();
    row.scrollLeft += Math.min(0, chosen.left - left) || Math.max(0, chosen.right - right);
  });
  observer.observe(row);
  return () => {
    observer.disconnect();
  };
}

/** The tabs of a page, with arrows where not all of them have room. */
export function Tabbed({ children }: { children: ReactNode }) {
  return (
    <TabbedShowLayout
      sx={{ mt: 1 }}
      tabs={
        <TabbedShowLayoutTabs allowScrollButtonsMobile slotProps={{ scroller: { ref: keepChosenInSight } }} />
      }
    >
      {children}
    </TabbedShowLayout>
  );
}
