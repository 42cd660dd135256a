import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import LanguageIcon from '@mui/icons-material/Translate';
import { Box, Button, Menu, MenuItem } from '@mui/material';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../../web/speech';
import { api } from './api/client';
import { errorInWords } from './parts/errors';
import { changeLanguage, currentLanguage } from './words/say';

/**
 * The language of the signed-in user, who has it at every desk. The menu of react-admin keeps it in the browser, where it
 * would be the next user's as well.
 */
export function LanguageMenu() {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const notify = useNotify();
  const present = currentLanguage();
  const choose = async (language: Language) => {
    setAnchor(null);
    try {
      await api('auth/me/', { method: 'PATCH', body: { language } });
      changeLanguage(language);
    } catch (error) {
      notify(errorInWords(error), { type: 'error' });
    }
  };
  return (
    <>
      <Button
        color="inherit"
        aria-haspopup="menu"
        aria-label={LANGUAGE_NAMES[present]}
        startIcon={<LanguageIcon />}
        endIcon={<ExpandMoreIcon fontSize="small" />}
        // A phone has room for the sign alone.
        sx={{
          minWidth: 0,
          '& .MuiButton-icon': { mx: { xs: 0, sm: 0.5 } },
          '& .MuiButton-endIcon': { display: { xs: 'none', sm: 'inherit' } },
        }}
        onClick={(event) => {
          setAnchor(event.currentTarget);
        }}
      >
        <Box component="span" sx={{ display: { xs: 'none', sm: 'inline' } }}>
          {LANGUAGE_NAMES[present]}
        </Box>
      </Button>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => {
          setAnchor(null);
        }}
      >
        {LANGUAGES.map((each) => (
          <MenuItem key={each} lang={each} selected={each === present} onClick={() => void choose(each)}>
            {LANGUAGE_NAMES[each]}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
