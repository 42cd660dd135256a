import { useRef, useState } from 'react';
import { Offline, Refused, SessionOver } from '../../../web/errors';
import { queries } from '../api/use';

const PREFIX = 'portal.form.';
/** The request may have been carried out, or will be: its repeat needs the same key. */
const UNDECIDED = new Set([
  'idempotency_in_progress',
  'outcome_unknown',
  'service_busy',
  'shutting_down',
  'internal_error',
]);

/** Of the user who typed them: another one must not send them. */
export function dropDrafts(): void {
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith(PREFIX)) sessionStorage.removeItem(name);
  }
}

/** One key a form, the same until an answer came, and another when a field changes. It outlives a reload of the page. */
function keyOf(form: string, fields: unknown): string {
  const name = PREFIX + form;
  const kept = JSON.parse(sessionStorage.getItem(name) ?? 'null') as { fields: string; key: string } | null;
  const now = JSON.stringify(fields);
  if (kept?.fields === now) return kept.key;
  const key = randomKey();
  sessionStorage.setItem(name, JSON.stringify({ fields: now, key }));
  return key;
}

/** `crypto.randomUUID` is missing on pages that came by http from another machine. */
function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

export interface Command<T> {
  isBusy: boolean;
  error: unknown;
  /** What came of the last one. */
  done: T | null;
  /** Sends it once, when the person says so; it is never sent again by itself. Null: it was not carried out. */
  go: () => Promise<T | null>;
  clear: () => void;
}

/** A request that changes something. `form` names the form, `fields` are what it sends. */
export function useCommand<T>(
  form: string,
  fields: unknown,
  send: (idempotencyKey: string) => Promise<T>,
): Command<T> {
  const [state, setState] = useState<{ isBusy: boolean; error: unknown; done: T | null }>({
    isBusy: false,
    error: null,
    done: null,
  });
  const isSending = useRef(false);
  const go = async () => {
    // Two taps are one request.
    if (isSending.current) return null;
    isSending.current = true;
    setState({ isBusy: true, error: null, done: null });
    try {
      const done = await send(keyOf(form, fields));
      sessionStorage.removeItem(PREFIX + form);
      setState({ isBusy: false, error: null, done });
      void queries.invalidateQueries();
      return done;
    } catch (error) {
      const isUndecided = error instanceof Offline || error instanceof SessionOver;
      if (!isUndecided && !(error instanceof Refused && UNDECIDED.has(error.problem.code))) {
        sessionStorage.removeItem(PREFIX + form);
      }
      setState({ isBusy: false, error, done: null });
      return null;
    } finally {
      isSending.current = false;
    }
  };
  const clear = () => {
    setState({ isBusy: false, error: null, done: null });
  };
  return { ...state, go, clear };
}
