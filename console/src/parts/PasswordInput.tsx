import { Button, InputAdornment, TextField, type TextFieldProps } from '@mui/material';
import { useState } from 'react';
import { say } from '../words/say';

/** A password, which who types it may see. */
export function PasswordInput({ slotProps, ...rest }: Omit<TextFieldProps, 'type' | 'select'>) {
  const [isShown, setShown] = useState(false);
  return (
    <TextField
      {...rest}
      type={isShown ? 'text' : 'password'}
      slotProps={{
        ...slotProps,
        input: {
          endAdornment: (
            <InputAdornment position="end">
              <Button
                size="small"
                sx={{ minWidth: 0 }}
                onClick={() => {
                  setShown(!isShown);
                }}
              >
                {isShown ? say('password.hide') : say('password.show')}
              </Button>
            </InputAdornment>
          ),
        },
      }}
    />
  );
}
