import DeleteIcon from '@mui/icons-material/DeleteOutline';
import { Box, Typography } from '@mui/material';
import type { Schemas } from '../api/types';
import { Command } from '../parts/Command';
import { instant } from '../parts/format';
import { say } from '../words/say';
import { proofFields } from './proof-fields';
import { proven } from './proven';

/** The passkeys and security keys of the own account, each with what removes it. */
export function KeyList({ factor }: { factor: Schemas['FactorResponse'] }) {
  if (factor.keys.length === 0) return null;
  return (
    <Box component="ul" aria-label={say('key.list')} sx={{ listStyle: 'none', p: 0, mt: 1, mb: 0 }}>
      {factor.keys.map(({ id, name, created_at: added, last_used_at: used }) => (
        <Box
          key={id}
          component="li"
          sx={{ display: 'flex', gap: 2, py: 0.5, alignItems: 'center', justifyContent: 'space-between' }}
        >
          <div>
            <Typography>
              <bdi>{name}</bdi>
            </Typography>
            <Typography color="text.secondary" variant="body2">
              {used === null
                ? say('key.unused', { at: instant(added) })
                : say('key.used', { at: instant(used) })}
            </Typography>
          </div>
          <Command
            name={say('key.remove', { name })}
            icon={<DeleteIcon />}
            isDangerous
            text={say('key.removeSaid')}
            path={`auth/factor/keys/${id}/remove/`}
            fields={proofFields(factor)}
            body={proven}
            done={say('key.removed')}
          />
        </Box>
      ))}
    </Box>
  );
}
