import { Button } from '@mui/material';
import { useRef, useState, type ReactNode } from 'react';
import { useLogoutIfAccessDenied, useNotify, useRefresh } from 'react-admin';
import { api, problemOf } from '../api/client';
import { errorInWords } from './errors';

/** A button that does something at once, because it can be taken back by another one beside it. */
export function OneClick({
  name,
  path,
  body = {},
  done,
  icon,
  onDone,
}: {
  name: string;
  path: string;
  body?: unknown;
  done: string;
  icon?: ReactNode;
  onDone?: () => void;
}) {
  const [isBusy, setBusy] = useState(false);
  // After a lost answer the next click repeats the same command.
  const key = useRef<string | null>(null);
  const notify = useNotify();
  const refresh = useRefresh();
  const logout = useLogoutIfAccessDenied();
  const act = async () => {
    setBusy(true);
    key.current ??= crypto.randomUUID();
    try {
      await api(path, { method: 'POST', body, idempotencyKey: key.current });
      key.current = null;
      notify(done, { type: 'success' });
      refresh();
      onDone?.();
    } catch (error) {
      if ((problemOf(error)?.status ?? 500) < 500) key.current = null;
      notify(errorInWords(error), { type: 'error' });
      await logout(error).catch(() => undefined);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="small" variant="outlined" startIcon={icon} disabled={isBusy} onClick={() => void act()}>
      {name}
    </Button>
  );
}
