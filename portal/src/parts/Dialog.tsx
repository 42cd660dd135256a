import * as Radix from '@radix-ui/react-dialog';
import type { ReactNode } from 'react';

interface DialogProps {
  title: string;
  lead?: string;
  isOpen: boolean;
  /** Missing: it cannot be closed without an answer. */
  onClose?: () => void;
  children: ReactNode;
}

/** Focus stays inside while it is open, and goes back to where it was. */
export function Dialog({ title, lead, isOpen, onClose, children }: DialogProps) {
  return (
    <Radix.Root
      open={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose?.();
      }}
    >
      <Radix.Portal>
        <Radix.Overlay className="veil" />
        <Radix.Content className="dialog" {...(!lead && { 'aria-describedby': undefined })}>
          <Radix.Title asChild>
            <h2>{title}</h2>
          </Radix.Title>
          {lead && (
            <Radix.Description asChild>
              <p className="soft">{lead}</p>
            </Radix.Description>
          )}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
