import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { say } from '../words/say';

/** Text that a machine reads, to be looked at and copied once somebody asks for it. */
export function Json({ value }: { value: unknown }) {
  const [isShown, setShown] = useState(false);
  return (
    <>
      <Button
        size="small"
        aria-expanded={isShown}
        onClick={() => {
          setShown(!isShown);
        }}
      >
        {isShown ? say('Hide JSON') : say('Show JSON')}
      </Button>
      {isShown && (
        <Box
          component="pre"
          tabIndex={0}
          role="region"
          aria-label="JSON"
          sx={{ m: 0, overflowX: 'auto', fontSize: 13, fontFamily: 'monospace' }}
        >
          {JSON.stringify(value, null, 2)}
        </Box>
      )}
    </>
  );
}
