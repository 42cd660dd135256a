import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  useMediaQuery,
} from '@mui/material';
import { useEffect, useId, useMemo, useRef, useState, type SubmitEvent, type ReactNode } from 'react';
import { useLogoutIfAccessDenied, useNotify, useRefresh } from 'react-admin';
import { api, problemOf } from '../api/client';
import { ErrorBox } from './ErrorBox';
import { initialValues, problemsByField, readForm, type FieldDescription, type Values } from './form';
import { FormField } from './FormField';
import { say } from '../words/say';

interface CommandProps<Preview> {
  /** On the button, in the title, and on the last button: a verb and what it is done to. */
  name: string;
  /** What it does, in a sentence or two. */
  text: ReactNode;
  path: string;
  method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  fields?: readonly FieldDescription[];
  /** How the fields are laid out; by default one below the other. */
  arrange?: (field: (name: string) => ReactNode) => ReactNode;
  /** The body, from the values of the fields as the API takes them; by default these. */
  body?: (values: Values) => unknown;
  /** How the API is asked what would happen: by `?dry_run=1`, or at an address of its own. Without it nothing is asked. */
  preview?: {
    path?: string;
    query?: object;
    show: (preview: Preview) => ReactNode;
  };
  /** Money moves: a repeat is answered, not done again. */
  movesMoney?: boolean;
  isDangerous?: boolean;
  done: string;
  icon?: ReactNode;
  disabled?: boolean;
  onDone?: (answer: Record<string, unknown>) => void;
}

/**
 * A button that does something: it asks for what it needs, shows what would happen (before and after, computed by the
 * API), and does it once that is confirmed.
 */
export function Command<Preview = Record<string, unknown>>(props: CommandProps<Preview>) {
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

function CommandDialog<Preview>({
  name,
  text,
  path,
  method = 'POST',
  fields = [],
  arrange = (field) => fields.map(({ name: each }) => field(each)),
  body = (values) => values,
  preview,
  movesMoney,
  isDangerous,
  done,
  onDone,
  close,
}: CommandProps<Preview> & { close: () => void }) {
  const [values, setValues] = useState(() => initialValues(fields));
  const [seen, setSeen] = useState<Preview | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const form = useRef<HTMLFormElement>(null);
  const [isBusy, setBusy] = useState(false);
  const idempotencyKey = useMemo(() => crypto.randomUUID(), []);
  const titleId = useId();
  const notify = useNotify();
  const refresh = useRefresh();
  const logout = useLogoutIfAccessDenied();
  const isSmall = useMediaQuery((theme) => theme.breakpoints.down('sm'));
  const isReview = seen !== null;
  const canDo = !preview || isReview;

  useEffect(() => {
    if (Object.keys(problems).length > 0) {
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    }
  }, [problems]);

  const check = async (read: Values) => {
    if (!preview) return;
    const { path: at = path, query = { dry_run: 1 } } = preview;
    setSeen(await api<Preview>(at, { method: at === path ? method : 'POST', query, body: body(read) }));
  };
  const act = async (read: Values) => {
    const answer = await api(path, { method, body: body(read), ...(movesMoney ? { idempotencyKey } : {}) });
    notify(done, { type: 'success' });
    close();
    refresh();
    onDone?.(answer);
  };
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const read = readForm(fields, values);
    setError(null);
    setProblems(read.problems);
    if (Object.keys(read.problems).length > 0) return;
    setBusy(true);
    try {
      await (canDo ? act(read.values) : check(read.values));
    } catch (caught) {
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
        onChange={(changed, value) => {
          setValues((before) => ({ ...before, [changed]: value }));
          setProblems((before) =>
            Object.fromEntries(Object.entries(before).filter(([name]) => name !== wanted)),
          );
        }}
      />
    );
  };

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
          {isReview && preview?.show(seen)}
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
              onClick={() => {
                setSeen(null);
                setError(null);
              }}
            >
              {say('Back')}
            </Button>
          )}
          <Button
            type="submit"
            variant="contained"
            disabled={isBusy}
            color={canDo && isDangerous ? 'error' : 'primary'}
          >
            {canDo ? name : say('Show what it does')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
