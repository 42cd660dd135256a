import type { Theme } from '@mui/material/styles';
import { defaultDarkTheme, defaultLightTheme, type RaThemeOptions } from 'react-admin';
import { direction, say } from './words/say';

/** No font is fetched: the one of the system is there at once. */
const fontFamily =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans Arabic", sans-serif';

const shared = {
  direction: direction(),
  typography: {
    fontFamily,
    h6: { fontSize: '1.05rem', fontWeight: 600 },
    // Names of people, and words of languages that have no capitals or write nouns with one, stand as they are written.
    button: { textTransform: 'none' as const },
  },
  shape: { borderRadius: 8 },
  sidebar: { width: 240, closedWidth: 56 },
};
/** What is printed is the page alone, and all of its columns: they wrap instead of being scrolled to. */
const PRINTED = {
  '@page': { size: 'landscape', margin: '12mm' },
  '@media print': {
    'body, #root': { backgroundColor: '#fff !important' },
    '.RaSidebar-root, .RaSidebar-docked, .MuiAppBar-root, .RaLayout-skipToContentButton, .MuiButton-root, .MuiIconButton-root, .RaFilterForm-root, form:not([role])':
      { display: 'none !important' },
    '.RaLayout-appFrame': { marginTop: '0 !important' },
    '.RaLayout-content, .MuiTableContainer-root, .wide-rows, .MuiCard-root, .RaList-content, main': {
      overflow: 'visible !important',
      maxWidth: '100% !important',
    },
    '.MuiTableCell-root': {
      whiteSpace: 'normal !important',
      fontSize: '8.5pt !important',
      padding: '2pt 4pt !important',
      overflowWrap: 'break-word',
    },
    'tr, li, dl > div': { breakInside: 'avoid' },
    svg: { maxWidth: '100%' },
    // With a dialog open, that is what is printed.
    'body:has(.MuiDialog-root) #root': { display: 'none !important' },
    '.MuiDialog-root, .MuiDialog-container, .MuiDialog-paper, .MuiDialogContent-root': {
      position: 'static !important',
      display: 'block !important',
      maxWidth: 'none !important',
      maxHeight: 'none !important',
      height: 'auto !important',
      overflow: 'visible !important',
      boxShadow: 'none !important',
      margin: '0 !important',
    },
    '.MuiBackdrop-root': { display: 'none !important' },
  },
};

/** A way of the menu that is long in a language goes on in another line. */
const WHOLE_NAME = { '& .MuiTypography-noWrap': { whiteSpace: 'normal' } } as const;

const components = {
  MuiCssBaseline: {
    styleOverrides: {
      ...PRINTED,
      ':focus-visible': { outline: '3px solid currentColor', outlineOffset: 2 },
      // What somebody wrote runs as its own letters do, and stands where the page begins (turned around with it).
      'p[dir=auto]': { textAlign: 'left' },
    },
  },
  // What one of them says below itself does not move the others.
  RaFilterForm: { styleOverrides: { root: { alignItems: 'flex-start' } } },
  // On a phone it would be a white field above the page.
  RaListToolbar: {
    styleOverrides: { root: { '@media (max-width: 599.95px)': { backgroundColor: 'transparent' } } },
  },
  // On a phone the bar has room for the sign alone.
  RaLocalesMenuButton: {
    styleOverrides: {
      root: {
        '@media (max-width: 599.95px)': {
          '& .MuiButton-root': { minWidth: 0, fontSize: 0 },
          '& .MuiButton-startIcon': { margin: 0 },
          '& .MuiButton-endIcon': { display: 'none' },
        },
      },
    },
  },
  // On a phone there are more of them than it has room for.
  MuiTabs: {
    defaultProps: {
      variant: 'scrollable' as const,
      scrollButtons: 'auto' as const,
      allowScrollButtonsMobile: true,
    },
  },
  MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } },
  MuiCard: { defaultProps: { variant: 'outlined' as const } },
  MuiCircularProgress: { defaultProps: { 'aria-label': say('Loading') } },
  MuiTableCell: { styleOverrides: { root: { fontVariantNumeric: 'tabular-nums' } } },
};

export const lightTheme: RaThemeOptions = {
  ...defaultLightTheme,
  ...shared,
  palette: {
    mode: 'light',
    primary: { main: '#0f5c66' },
    secondary: { main: '#0f5c66' },
    info: { main: '#0b5a94' },
    success: { main: '#1b6e3c' },
    warning: { main: '#8a5300' },
    error: { main: '#b3261e' },
    background: { default: '#f6f7f8', paper: '#ffffff' },
  },
  components: {
    ...defaultLightTheme.components,
    ...components,
    RaMenuItemLink: {
      styleOverrides: {
        root: {
          ...WHOLE_NAME,
          '&.RaMenuItemLink-active': { fontWeight: 600, backgroundColor: '#0f5c661a' },
        },
      },
    },
  },
};

export const darkTheme: RaThemeOptions = {
  ...defaultDarkTheme,
  ...shared,
  palette: {
    mode: 'dark',
    primary: { main: '#6fd0dc' },
    secondary: { main: '#6fd0dc' },
    success: { main: '#7bd69c' },
    warning: { main: '#f0b866' },
    error: { main: '#ff9d94' },
    background: { default: '#121619', paper: '#1b2024' },
  },
  components: {
    ...defaultDarkTheme.components,
    ...components,
    RaMenuItemLink: { styleOverrides: { root: WHOLE_NAME } },
    MuiAppBar: {
      styleOverrides: { root: { backgroundColor: '#0c3a41', color: '#fff', backgroundImage: 'none' } },
    },
  },
};

/** The colour of each status, the same on every page. */
export const STATUS_COLORS: Record<string, 'default' | 'success' | 'warning' | 'error' | 'info' | 'primary'> =
  {
    active: 'primary',
    paid: 'success',
    overdue: 'warning',
    defaulted: 'error',
    written_off: 'default',
    queued: 'info',
    cancelled: 'default',
    waiting: 'info',
    funded: 'success',
    expired: 'default',
    refused: 'default',
    done: 'success',
    running: 'info',
    taken: 'success',
    skipped: 'default',
    partly_paid: 'info',
    due: 'warning',
    upcoming: 'default',
    pending: 'info',
    submitted: 'info',
    sent: 'info',
    succeeded: 'primary',
    settled: 'success',
    failed: 'error',
    returned: 'error',
    reinstated: 'info',
    unknown: 'warning',
    review: 'warning',
    open: 'warning',
    suggested: 'info',
    explained: 'success',
    kept: 'success',
    broken: 'error',
    replaced: 'default',
  };

/** What charts draw lines in, which have nothing to do with good or bad. */
export const lineColors = (theme: Theme): string[] =>
  theme.palette.mode === 'dark' ? ['#7cc4ff', '#f0b866', '#e29bf0'] : ['#0b5a94', '#9a5200', '#7b1fa2'];

/** What charts draw ageing buckets in, from current to the oldest. */
export const ageColors = (theme: Theme): string[] =>
  theme.palette.mode === 'dark'
    ? ['#4fb286', '#c7c14d', '#e0a04a', '#e07a4a', '#e0564a']
    : ['#2f8a5f', '#a89b15', '#c77f1a', '#c05621', '#a8261c'];
