import { useId, useState, type ComponentProps, type ReactNode } from 'react';
import { chosenDate } from '../../../web/dates';
import { decimalsOf, readAmount } from '../words/amounts';
import { useSpeech } from '../words/speech';

interface LabelledProps {
  label: string;
  /** What is expected of it. */
  hint?: ReactNode;
  /** What is wrong with it. */
  fault?: string | undefined;
  children: (control: {
    id: string;
    'aria-invalid': true | undefined;
    'aria-describedby': string | undefined;
  }) => ReactNode;
}

/** What is around everything that is filled in: its label, what is expected of it and what is wrong with it. */
export function Labelled({ label, hint, fault, children }: LabelledProps) {
  const id = useId();
  const said = [fault && `${id}-fault`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-invalid': fault ? true : undefined, 'aria-describedby': said || undefined })}
      {fault && (
        <div className="fault" id={`${id}-fault`}>
          {fault}
        </div>
      )}
      {hint && (
        <div className="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
    </div>
  );
}

type Frame = Omit<LabelledProps, 'children'>;

interface FieldProps extends ComponentProps<'input'>, Frame {
  onText?: (text: string) => void;
  /** What stands inside, at the end of the field. */
  unit?: ReactNode;
}

export function Field({ label, hint, fault, onText, unit, className = '', ...rest }: FieldProps) {
  return (
    <Labelled label={label} hint={hint} fault={fault}>
      {(control) => {
        const input = (
          <input
            {...control}
            {...rest}
            className={`input ${className}`}
            onChange={(event) => onText?.(event.target.value)}
          />
        );
        return unit ? (
          <div className="with-unit">
            {input}
            {unit}
          </div>
        ) : (
          input
        );
      }}
    </Labelled>
  );
}

interface TextFieldProps extends ComponentProps<'textarea'>, Frame {
  onText: (text: string) => void;
}

/** For what takes more than a line. */
export function TextField({ label, hint, fault, onText, ...rest }: TextFieldProps) {
  return (
    <Labelled label={label} hint={hint} fault={fault}>
      {(control) => (
        <textarea
          {...control}
          rows={4}
          dir="auto"
          {...rest}
          className="input"
          onChange={(event) => {
            onText(event.target.value);
          }}
        />
      )}
    </Labelled>
  );
}

/** By what somebody signs in; no keyboard begins it with a capital or corrects it. */
export function UsernameField(props: Omit<FieldProps, 'label' | 'name'>) {
  const { say } = useSpeech();
  return (
    <Field
      label={say('username')}
      name="username"
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      required
      {...props}
    />
  );
}

export function PasswordField(props: Omit<FieldProps, 'type' | 'unit'>) {
  const { say } = useSpeech();
  const [isShown, setShown] = useState(false);
  return (
    <Field
      {...props}
      type={isShown ? 'text' : 'password'}
      unit={
        <button
          type="button"
          className="plain"
          aria-pressed={isShown}
          onClick={() => {
            setShown(!isShown);
          }}
        >
          {say(isShown ? 'password.hide' : 'password.show')}
        </button>
      }
    />
  );
}

/** A date, which is said in words: browsers show it in a notation of their own. */
export function DateField({ value, hint, ...rest }: Omit<FieldProps, 'type' | 'value'> & { value: string }) {
  const { notation } = useSpeech();
  return <Field {...rest} type="date" value={value} hint={hint ?? chosenDate(value, notation)} />;
}

/** A code of an authenticator app, or one that was written down. */
export function CodeField(props: Omit<FieldProps, 'label' | 'name'>) {
  const { say } = useSpeech();
  return (
    <Field
      label={say('factor.code')}
      name="code"
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      dir="ltr"
      required
      {...props}
    />
  );
}

interface SelectFieldProps extends ComponentProps<'select'>, Frame {
  onText: (text: string) => void;
  options: { value: string; label: string }[];
}

export function SelectField({ label, hint, fault, onText, options, ...rest }: SelectFieldProps) {
  return (
    <Labelled label={label} hint={hint} fault={fault}>
      {(control) => (
        <select
          {...control}
          {...rest}
          className="input"
          onChange={(event) => {
            onText(event.target.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

/** What was typed as an amount: the text as typed, and the amount that it is; null: none, or not a clear one. */
export interface Typed {
  text: string;
  amount: string | null;
  fault: 'empty' | 'unclear' | 'decimals' | null;
}

/** An amount that the page fills in, as people of the region would type it. */
export function typedAmount(amount: string, notation: string, currency: string): Typed {
  const digits = decimalsOf(currency);
  const format = new Intl.NumberFormat(notation, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: true,
  });
  return { text: format.format(amount as unknown as number), amount, fault: null };
}

export const NOTHING_TYPED: Typed = { text: '', amount: null, fault: 'empty' };

interface AmountFieldProps extends Omit<FieldProps, 'value' | 'onText'> {
  value: Typed;
  currency: string;
  onTyped: (typed: Typed) => void;
  /** Nothing typed is an answer as well. */
  mayBeEmpty?: boolean;
}

/** An amount typed in the region's own way, and said back as it was understood. */
export function AmountField({
  value,
  currency,
  onTyped,
  mayBeEmpty = false,
  hint,
  fault,
  ...rest
}: AmountFieldProps) {
  const { say, money, notation } = useSpeech();
  const [wasLeft, setLeft] = useState(false);
  const decimals = decimalsOf(currency);
  const own =
    value.fault === null || (value.fault === 'empty' && (mayBeEmpty || !wasLeft))
      ? undefined
      : say(`amount.${value.fault}`, {
          example: typedAmount(decimals === 0 ? '1000' : '1000.50', notation, currency).text,
          decimals,
        });
  return (
    <Field
      {...rest}
      className="amount"
      inputMode="decimal"
      autoComplete="off"
      dir="ltr"
      value={value.text}
      fault={(wasLeft ? own : undefined) ?? fault}
      hint={
        value.amount === null ? (
          hint
        ) : (
          <>
            = {money(value.amount, currency)}
            {hint ? <> · {hint}</> : null}
          </>
        )
      }
      unit={<span className="unit">{currency}</span>}
      onBlur={() => {
        setLeft(true);
      }}
      onText={(text) => {
        const read = readAmount(text, notation, decimals);
        onTyped(
          'amount' in read
            ? { text, amount: read.amount, fault: null }
            : { text, amount: null, fault: read.fault },
        );
      }}
    />
  );
}
