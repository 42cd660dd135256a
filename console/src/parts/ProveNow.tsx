import { Button } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { api } from '../api/client';
import type { Schemas } from '../api/types';
import { queryKey } from './use-api';

/** A proof of the last quarter of an hour will do for a page that many open; the page of the books has a new one. */
export const PROOF = { path: 'ledger/proof/', query: { max_age: 900 } };

/** Proves the books anew, for every page that shows the proof. */
export function ProveNow() {
  const [isBusy, setBusy] = useState(false);
  const cache = useQueryClient();
  const notify = useNotify();
  const prove = async () => {
    setBusy(true);
    try {
      const proof = await api<Schemas['ProofResponse']>(PROOF.path);
      for (const query of [PROOF.query, {}]) cache.setQueryData(queryKey(PROOF.path, query), proof);
    } catch (error) {
      notify(error instanceof Error ? error.message : 'The books could not be proved.', { type: 'error' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button color="inherit" size="small" disabled={isBusy} onClick={() => void prove()}>
      {isBusy ? 'Proving …' : 'Prove now'}
    </Button>
  );
}
