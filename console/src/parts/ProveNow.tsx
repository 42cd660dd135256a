import { Button } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { api } from '../api/client';
import type { Schemas } from '../api/types';
import { counted, date } from './format';
import { queryKey } from './use-api';
import { say } from '../words/say';
import { errorInWords } from './errors';

type Proof = Schemas['ProofResponse'];

const PATH = 'ledger/proof/';
/** An incremental proof of the last quarter of an hour will do for a page that many open. */
export const PROOF = { path: PATH, query: { kind: 'incremental', max_age: 900 } };
/** The page of the books begins with a new one. */
export const NEW_PROOF = { path: PATH, query: { kind: 'incremental' } };

/** What a proof read, and how old it is, for people. */
export function howProved({ kind, sealed_on: sealedOn, age_seconds: age }: Proof): string {
  const read =
    kind === 'full' || sealedOn === null
      ? say('Full proof: everything was read')
      : say('Incremental proof: what was written since the end of {date}, sealed', { date: date(sealedOn) });
  return `${read}. ${ageInWords(age)}`;
}

function ageInWords(seconds: number): string {
  if (seconds < 60) return say('Less than a minute old.');
  const minutes = Math.floor(seconds / 60);
  const age = minutes < 60 ? counted(minutes, 'minute') : counted(Math.floor(minutes / 60), 'hour');
  return say('{age} old.', { age });
}

/** Proves the books anew, for every page that shows the proof. A full proof of very many loans takes minutes. */
export function ProveNow({ kind = 'incremental' }: { kind?: Proof['kind'] }) {
  const [isBusy, setBusy] = useState(false);
  const cache = useQueryClient();
  const notify = useNotify();
  const prove = async () => {
    setBusy(true);
    try {
      const proof = await api<Proof>(PATH, { query: { kind } });
      for (const { query } of [PROOF, NEW_PROOF]) cache.setQueryData(queryKey(PATH, query), proof);
    } catch (error) {
      notify(errorInWords(error), { type: 'error' });
    } finally {
      setBusy(false);
    }
  };
  const label = kind === 'full' ? say('Prove everything') : say('Prove now');
  return (
    <Button color="inherit" size="small" disabled={isBusy} onClick={() => void prove()}>
      {isBusy ? say('Proving …') : label}
    </Button>
  );
}
