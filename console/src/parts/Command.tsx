import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  useMediaQuery,
} from '@mui/material';
import { useId, useMemo, useState, type SubmitEvent, type ReactNode } from 'react';
import { useLogoutIfAccessDenied, useNotify, useRefresh } from 'react-admin';
import { api } from '../api/client';
import { ErrorBox } from './Bits';
import { FormField, initialValues, type FieldDescription, type Values } from './FormField';

interface CommandProps<Preview> {
  /** On the button, in the title, and on the last button: a verb and what it is done to. */
  name: string;
  /** What it does, in a sentence or two. */
  text: ReactNode;
  path: string;
  method?: 'POST' | 'PATCH';
  fields?: readonly FieldDescription[];
  /** The body, from the values of the fields; by default these. */
  body?: (values: Values) => unknown;
  /** How the API is asked what would happen: by `?dry_run=1`, or at an address of its own. Without it nothing is asked. */
  preview?: {
    path?: string;
    query?: object;
    body?: (values: Values) => unknown;
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
  const [isBusy, setBusy] = useState(false);
  const idempotencyKey = useMemo(() => crypto.randomUUID(), []);
  const titleId = useId();
  const notify = useNotify();
  const refresh = useRefresh();
  const logout = useLogoutIfAccessDenied();
  const isSmall = useMediaQuery((theme) => theme.breakpoints.down('sm'));
  const isReview = seen !== null;
  const canDo = !preview || isReview;

  const check = async () => {
    if (!preview) return;
    const { path: at = path, query = { dry_run: 1 }, body: asked = body } = preview;
    setSeen(await api<Preview>(at, { method: at === path ? method : 'POST', query, body: asked(values) }));
  };
  const act = async () => {
    const answer = await api(path, { method, body: body(values), ...(movesMoney ? { idempotencyKey } : {}) });
    notify(done, { type: 'success' });
    close();
    refresh();
    onDone?.(answer);
  };
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await (canDo ? act() : check());
    } catch (caught) {
      setError(caught);
      await logout(caught).catch(() => undefined);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      open
      onClose={isBusy ? undefined : close}
      fullWidth
      maxWidth="sm"
      fullScreen={isSmall}
      aria-labelledby={titleId}
    >
      <form onSubmit={(event) => void submit(event)}>
        <DialogTitle id={titleId}>{isReview ? `${name}: please confirm` : name}</DialogTitle>
        <DialogContent>
          {!isReview && <DialogContentText sx={{ mb: 2 }}>{text}</DialogContentText>}
          {!isReview &&
            fields.map((field) => (
              <FormField
                key={field.name}
                field={field}
                value={values[field.name]}
                onChange={(value) => {
                  setValues((before) => ({ ...before, [field.name]: value }));
                }}
              />
            ))}
          {isReview && preview?.show(seen)}
          {error !== null && <ErrorBox error={error} />}
        </DialogContent>
        <DialogActions>
          <Button onClick={close} disabled={isBusy} color="inherit">
            Cancel
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
              Back
            </Button>
          )}
          <Button
            type="submit"
            variant="contained"
            disabled={isBusy}
            color={canDo && isDangerous ? 'error' : 'primary'}
          >
            {canDo ? name : 'Show what it does'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
