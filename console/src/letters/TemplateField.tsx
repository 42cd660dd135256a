import { TextField } from '@mui/material';
import { useLayoutEffect, useRef, type ChangeEvent } from 'react';
import { directionOf, type Language } from '../../../web/speech';
import { edited, isolated } from './placeholders';

interface TemplateFieldProps {
  label: string;
  value: string;
  language: Language;
  isLong?: boolean;
  onChange: (value: string) => void;
}

/** A field of a template in its language, in which each `{{ placeholder }}` keeps together. */
export function TemplateField({ label, value, language, isLong = false, onChange }: TemplateFieldProps) {
  const input = useRef<HTMLInputElement | HTMLTextAreaElement>(null);
  const caret = useRef<number | null>(null);
  const direction = directionOf(language);
  const isTurned = direction === 'rtl';
  // What is shown may differ from what was typed, after which a browser puts the caret at the end.
  useLayoutEffect(() => {
    if (caret.current !== null) input.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });
  const change = ({ target, nativeEvent }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
    if (!isTurned) {
      onChange(target.value);
      return;
    }
    const isForward = 'inputType' in nativeEvent && nativeEvent.inputType === 'deleteContentForward';
    const next = edited(value, target.value, target.selectionEnd ?? target.value.length, isForward);
    if (isolated(next.text) !== target.value) caret.current = next.caret;
    onChange(next.text);
  };
  return (
    <TextField
      fullWidth
      {...(isLong && { multiline: true, minRows: 12 })}
      label={label}
      value={isTurned ? isolated(value) : value}
      margin="dense"
      dir={direction}
      inputRef={input}
      onChange={change}
    />
  );
}
