import SearchIcon from '@mui/icons-material/Search';
import { Button, IconButton, useMediaQuery } from '@mui/material';
import { useEffect, useState } from 'react';
import { SearchDialog } from './SearchDialog';
import { say } from '../words/say';

/** The search of the console's frame: it opens with `/` as well, unless something is being typed. */
export function SearchBox() {
  const [isOpen, setOpen] = useState(false);
  const isSmall = useMediaQuery((theme) => theme.breakpoints.down('sm'));
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target))
        return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener('keydown', press);
    return () => {
      document.removeEventListener('keydown', press);
    };
  }, []);
  const open = () => {
    setOpen(true);
  };
  return (
    <>
      {isSmall ? (
        <IconButton color="inherit" aria-label={say('Search')} aria-keyshortcuts="/" onClick={open}>
          <SearchIcon />
        </IconButton>
      ) : (
        <Button
          color="inherit"
          aria-keyshortcuts="/"
          onClick={open}
          startIcon={<SearchIcon />}
          endIcon={<Key />}
          sx={{
            border: 1,
            borderColor: 'currentColor',
            minWidth: 220,
            mr: 1,
            justifyContent: 'flex-start',
            '& .MuiButton-endIcon': { ml: 'auto' },
          }}
        >
          {say('Search')}
        </Button>
      )}
      {isOpen && (
        <SearchDialog
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

const Key = () => (
  <kbd aria-hidden style={{ fontSize: '0.8rem', border: '1px solid', borderRadius: 4, padding: '0 6px' }}>
    /
  </kbd>
);

/** Whether a key is text for somebody else: a field, or a dialog over the page. */
function isTyping(target: EventTarget | null): boolean {
  if (document.querySelector('[role=dialog]')) return true;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, [role=combobox], [role=listbox] *'))
  );
}
