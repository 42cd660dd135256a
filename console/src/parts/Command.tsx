import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  useMediaQuery,
} from '@mui/material';
import { useEffect, useId, useRef, useState, type SubmitEvent, type ReactNode } from 'react';
import { useLogoutIfAccessDenied, useNotify, useRefresh } from 'react-admin';
import { api, problemOf } from '../api/client';
import { ErrorBox } from './ErrorBox';
import { initialValues, problemsByField, readForm, type FieldDescription, type Values } from './form';
import { FormField } from './FormField';
import { Warning, type WhatIsWarnedOf } from './Warning';
import { say } from '../words/say';

interface CommandProps<Preview, Answer> {
  /** On the button, in the title, and on the last button: a verb and what it is done to. */
  name: string;
  /** What it does, in a sentence or two. */
  text: ReactNode;
  path: string;
  method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  fields?: readonly FieldDescription[];
  /** How the fields are laid out; by default one below the other. */
  arrange?: (field: (name: string) => ReactNode) => ReactNode;
  /** The body, or a promise of it, from the values of the fields as the API takes them, and from what was shown; by default the values. */
  body?: (values: Values, seen: Preview | null) => unknown;
  /** How the API is asked what would happen: by `?dry_run=1`, or at an address of its own. Without it nothing is asked. */
  preview?: {
    path?: string;
    query?: object;
    show: (preview: Preview, values: Values) => ReactNode;
    /** What is done only by who says to have read it, if there is anything. */
    warning?: (preview: Preview) => WhatIsWarnedOf | null;
  };
  /** What came of it, where that has to be read or handed over: the dialog shows it until it is closed. */
  outcome?: (answer: Answer, values: Values) => ReactNode;
  /** Money moves: a repeat is answered, not done again. */
  movesMoney?: boolean;
  isDangerous?: boolean;
  done: string;
  icon?: ReactNode;
  disabled?: boolean;
  onDone?: (answer: Answer) => void;
}

/**
 * A button that does something: it asks for what it needs, shows what would happen (before and after, computed by the
 * API), and does it once that is confirmed.
 */
export function Command<Preview = Record<string, unknown>, Answer = Record<string, unknown>>(
  props: CommandProps<Preview, Answer>,
) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        color={props.isDangerous ? 'error' : 'primary'}
        startIcon={props.icon}
        disabled={props.disabled}
        onClick={() => {
          setOpen(true);
        }}
      >
        {props.name}
      </Button>
      {isOpen && (
        <CommandDialog
          {...props}
          close={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

function CommandDialog<Preview, Answer>({
  name,
  text,
  path,
  method = 'POST',
  fields = [],
  arrange = (field) => fields.map(({ name: each }) => field(each)),
  body = (values) => values,
  preview,
  outcome,
  movesMoney,
  isDangerous,
  done,
  onDone,
  close,
}: CommandProps<Preview, Answer> & { close: () => void }) {
  const [values, setValues] = useState(() => initialValues(fields));
  const [seen, setSeen] = useState<Preview | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const form = useRef<HTMLFormElement>(null);
  const [answer, setAnswer] = useState<{ of: Answer; values: Values } | null>(null);
  const [hasRead, setHasRead] = useState<boolean | null>(null);
  const [isBusy, setBusy] = useState(false);
  const key = useRef<string | null>(null);
  const titleId = useId();
  const notify = useNotify();
  const refresh = useRefresh();
  const logout = useLogoutIfAccessDenied();
  const isSmall = useMediaQuery((theme) => theme.breakpoints.down('sm'));
  const isReview = seen !== null;
  const canDo = !preview || isReview;
  const warning = isReview ? (preview?.warning?.(seen) ?? null) : null;

  useEffect(() => {
    if (Object.keys(problems).length > 0) {
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    }
  }, [problems]);

  const check = async (read: Values) => {
    if (!preview) return;
    const { path: at = path, query = { dry_run: 1 } } = preview;
    const asked = { method: at === path ? method : 'POST', query, body: await body(read, null) } as const;
    const answered = await api<Preview>(at, asked);
    setHasRead(null);
    setSeen(answered);
    // At once: what has the focus then must not be disabled.
    setBusy(false);
  };
  const act = async (read: Values) => {
    key.current ??= crypto.randomUUID();
    const keyed = movesMoney ? { idempotencyKey: key.current } : {};
    const answered = await api<Answer>(path, { method, body: await body(read, seen), ...keyed });
    if (outcome) {
      // The page stays as it is until this is closed: it may have no such button afterwards.
      setAnswer({ of: answered, values: read });
      return;
    }
    notify(done, { type: 'success' });
    close();
    refresh();
    onDone?.(answered);
  };
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const read = readForm(fields, values);
    setError(null);
    setProblems(read.problems);
    if (Object.keys(read.problems).length > 0) return;
    if (warning && hasRead !== true) {
      setHasRead(false);
      return;
    }
    setBusy(true);
    try {
      await (canDo ? act(read.values) : check(read.values));
    } catch (caught) {
      // What was refused is not repeated: it is asked for anew, and perhaps with other values. After a lost answer it is.
      if ((problemOf(caught)?.status ?? 500) < 500) key.current = null;
      // What is wrong with a field is said at the field.
      const { byField, others } = problemsByField(problemOf(caught), fields);
      const isInForm = Object.keys(byField).length > 0;
      if (isInForm) setSeen(null);
      setProblems(byField);
      setError(isInForm && others.length === 0 ? null : caught);
      await logout(caught).catch(() => undefined);
    } finally {
      setBusy(false);
    }
  };

  const field = (wanted: string) => {
    const described = fields.find(({ name: each }) => each === wanted);
    if (!described) return null;
    return (
      <FormField
        key={wanted}
        field={described}
        values={values}
        problem={problems[wanted]}
        autoFocus={described === fields[0]}
        onChange={(changed, value) => {
          setValues((before) => ({ ...before, [changed]: value }));
          setProblems((before) =>
            Object.fromEntries(Object.entries(before).filter(([name]) => name !== wanted)),
          );
        }}
      />
    );
  };

  if (answer !== null) {
    const end = () => {
      close();
      refresh();
      onDone?.(answer.of);
    };
    return (
      <Dialog open onClose={end} fullWidth maxWidth="sm" fullScreen={isSmall} aria-labelledby={titleId}>
        <DialogTitle id={titleId}>{done}</DialogTitle>
        <DialogContent>{outcome?.(answer.of, answer.values)}</DialogContent>
        <DialogActions>
          <Button variant="contained" autoFocus onClick={end}>
            {say('Close')}
          </Button>
        </DialogActions>
      </Dialog>
    );
  }

  return (
    <Dialog
      open
      onClose={isBusy ? undefined : close}
      fullWidth
      maxWidth={isReview ? 'md' : 'sm'}
      fullScreen={isSmall}
      aria-labelledby={titleId}
    >
      <form ref={form} noValidate onSubmit={(event) => void submit(event)}>
        <DialogTitle id={titleId}>{isReview ? say('{name}: please confirm', { name }) : name}</DialogTitle>
        <DialogContent>
          {!isReview && <DialogContentText sx={{ mb: 2 }}>{text}</DialogContentText>}
          {!isReview && arrange(field)}
          {warning && <Warning warning={warning} hasRead={hasRead} onRead={setHasRead} />}
          {isReview && preview?.show(seen, readForm(fields, values).values)}
          {error !== null && <ErrorBox error={error} fields={fields} />}
        </DialogContent>
        <DialogActions>
          <Button onClick={close} disabled={isBusy} color="inherit">
            {say('Cancel')}
          </Button>
          {isReview && (
            <Button
              color="inherit"
              disabled={isBusy}
              // What is dangerous is not where the next key press goes.
              autoFocus={isDangerous === true && !warning}
              onClick={() => {
                setSeen(null);
                setError(null);
              }}
            >
              {say('Back')}
            </Button>
          )}
          <Button
            key={isReview ? 'confirm' : 'ask'}
            type="submit"
            variant="contained"
            disabled={isBusy}
            autoFocus={(isReview || fields.length === 0) && isDangerous !== true && !warning}
            // Who keeps Enter pressed has not read what it does.
            onKeyDown={(event) => {
              if (event.repeat) event.preventDefault();
            }}
            color={canDo && isDangerous ? 'error' : 'primary'}
          >
            {canDo ? name : say('Show what it does')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
