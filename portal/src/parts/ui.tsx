import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, useId, useState, type ComponentProps, type CSSProperties, type ReactNode } from 'react';
import { Link } from 'wouter';
import { Refused } from '../../../web/errors';
import { useBank } from '../api/use';
import { useSpeech, type Key } from '../words/speech';
import { ErrorNote } from './errors';
import { Icon } from './icons';

interface PageProps {
  title: string;
  lead?: ReactNode;
  back?: { to: string; label: string };
  children: ReactNode;
}

/** A page: its title is also that of the tab, and is read out when the page opens. */
export function Page({ title, lead, back, children }: PageProps) {
  const { data: bank } = useBank();
  const name = bank?.name;
  useEffect(() => {
    document.title = name ? `${title} · ${name}` : title;
  }, [title, name]);
  return (
    <main className="page" id="main" tabIndex={-1}>
      <div className="head">
        {back && (
          <Link className="back" to={back.to}>
            <Icon name="back" /> {back.label}
          </Link>
        )}
        <h1>{title}</h1>
        {lead && <p>{lead}</p>}
      </div>
      {children}
    </main>
  );
}

interface CardProps {
  title?: string;
  aside?: ReactNode;
  isLead?: boolean;
  children: ReactNode;
}

export function Card({ title, aside, isLead = false, children }: CardProps) {
  const id = useId();
  return (
    <section className={isLead ? 'card lead' : 'card'} {...(title && { 'aria-labelledby': id })}>
      {title && (
        <div className="row apart">
          <h2 id={id}>{title}</h2>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}

interface ButtonProps extends ComponentProps<'button'> {
  kind?: 'quiet' | 'danger';
  isBusy?: boolean;
  isWide?: boolean;
}

/** A button that is busy keeps its focus: a disabled one would lose it. */
export function Button({ kind, isBusy = false, isWide = false, onClick, ...rest }: ButtonProps) {
  const classes = ['button', kind, isWide && 'wide'].filter(Boolean).join(' ');
  return (
    <button
      type="button"
      {...rest}
      className={classes}
      aria-disabled={isBusy || rest.disabled ? true : undefined}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onClick?.(event);
      }}
    />
  );
}

export function LinkButton({
  kind,
  isWide,
  ...rest
}: ComponentProps<typeof Link> & { kind?: 'quiet'; isWide?: boolean }) {
  return <Link {...rest} className={['button', kind, isWide && 'wide'].filter(Boolean).join(' ')} />;
}

/** A figure that is set large, and smaller the longer it is. */
export function Big({ children: text, isMedium = false }: { children: string; isMedium?: boolean }) {
  const style = { '--length': text.length } as CSSProperties;
  return (
    <div className={isMedium ? 'big medium' : 'big'} style={style}>
      {text}
    </div>
  );
}

/** Figures with their names. */
export function Figures({ of, asLines = false }: { of: [string, ReactNode][]; asLines?: boolean }) {
  return (
    <dl className={asLines ? 'figures lines' : 'figures'}>
      {of.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** An amount and what is to be said of it, such as a date, below: in one line they would mix from right to left. */
export function Below({ value, note }: { value: ReactNode; note: ReactNode }) {
  return (
    <>
      {value}
      <span className="hint">{note}</span>
    </>
  );
}

const TONES: Record<string, string> = {
  active: 'good',
  paid: 'good',
  overdue: 'warn',
  defaulted: 'bad',
  written_off: 'bad',
  queued: '',
};

export function Status({ of }: { of: string }) {
  const { say, has } = useSpeech();
  const key = `status.${of}`;
  return <span className={`badge ${TONES[of] ?? ''}`}>{has(key) ? say(key) : of}</span>;
}

/** How much of something is done, in words for those who do not see it. */
export function Progress({ part, whole, label }: { part: bigint; whole: bigint; label: string }) {
  const percent = whole > 0n ? String((part * 100n) / whole) : '0';
  return (
    <div
      className="bar"
      role="progressbar"
      aria-label={label}
      aria-valuenow={Number(percent)}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <span style={{ inlineSize: `${percent}%` }} />
    </div>
  );
}

interface LoadedProps<T> {
  of: UseQueryResult<T>;
  children: (data: T) => ReactNode;
}

/** What a read answers, once it is there; old figures stay while they are read again. */
export function Loaded<T>({ of, children }: LoadedProps<T>) {
  const { say } = useSpeech();
  if (of.data !== undefined) {
    return (
      <>
        {of.isError && <ErrorNote error={of.error} />}
        {children(of.data)}
      </>
    );
  }
  if (!of.isError) return <Waiting />;
  return (
    <div className="stack">
      <ErrorNote error={of.error} />
      {mayPass(of.error) && (
        <div>
          <Button kind="quiet" onClick={() => void of.refetch()}>
            {say('again')}
          </Button>
        </div>
      )}
    </div>
  );
}

const TOO_MANY = 429;

/** What does not exist, or is not for this user, is not there a moment later either. */
const mayPass = (error: unknown): boolean =>
  !(error instanceof Refused) || error.problem.status >= 500 || error.problem.status === TOO_MANY;

/** Said only when it takes a while: a flash of words is noise. */
export function Waiting() {
  const { say } = useSpeech();
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setLong(true);
    }, 300);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return (
    <div className="waiting" role="status" aria-busy="true" data-loading>
      {isLong ? say('loading') : ''}
    </div>
  );
}

export function Nothing({ say: key }: { say: Key }) {
  const { say } = useSpeech();
  return <p className="soft">{say(key)}</p>;
}
