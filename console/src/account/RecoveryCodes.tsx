import ContentCopyIcon from '@mui/icons-material/ContentCopy';
import DownloadIcon from '@mui/icons-material/Download';
import { Box, Button, Typography } from '@mui/material';
import { useRecoveryCodes } from '../../../web/use-recovery-codes';
import { say } from '../words/say';

/** Recovery codes that were just made: they are not shown again. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const { copy, isCopied, save } = useRecoveryCodes(codes);
  return (
    <>
      <Typography>{say('factor.codesSaid')}</Typography>
      <Box
        component="ul"
        aria-label={say('factor.codesTitle')}
        dir="ltr"
        sx={{ fontFamily: 'monospace', fontSize: 16, listStyle: 'none', p: 0, my: 2, userSelect: 'all' }}
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </Box>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        {copy && (
          <Button size="small" startIcon={<ContentCopyIcon />} onClick={copy}>
            {say('factor.copy')}
          </Button>
        )}
        <Button size="small" startIcon={<DownloadIcon />} onClick={save}>
          {say('factor.save')}
        </Button>
        <span role="status">{isCopied ? say('factor.copied') : ''}</span>
      </Box>
    </>
  );
}
