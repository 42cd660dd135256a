import { Alert, Checkbox, FormControlLabel, FormHelperText } from '@mui/material';
import type { ReactNode } from 'react';
import { say } from '../words/say';

export interface WhatIsWarnedOf {
  text: ReactNode;
  /** What is said by who goes on. */
  confirm: string;
}

/** Something that has to be read before it is done. `hasRead` null: nobody has tried to go on yet. */
export function Warning({
  warning: { text, confirm },
  hasRead,
  onRead,
}: {
  warning: WhatIsWarnedOf;
  hasRead: boolean | null;
  onRead: (hasRead: boolean) => void;
}) {
  return (
    <Alert severity="warning" sx={{ mb: 2 }}>
      {text}
      <FormControlLabel
        sx={{ display: 'flex', mt: 1 }}
        control={
          <Checkbox
            autoFocus
            checked={hasRead === true}
            onChange={(_, checked) => {
              onRead(checked);
            }}
          />
        }
        label={confirm}
      />
      {hasRead === false && (
        <FormHelperText error role="alert">
          {say('Please say that you have read this.')}
        </FormHelperText>
      )}
    </Alert>
  );
}
