/** Drawn with one pen: lines of the text's colour on a grid of 24. */
const PATHS = {
  home: 'M4 11 12 4l8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1z',
  borrow:
    'M12 3v18m5-14.5C16 5.2 14.3 4.7 12 4.7c-2.8 0-4.8 1.3-4.8 3.4 0 4.9 9.8 2.4 9.8 7.5 0 2.2-2.1 3.7-5 3.7-2.5 0-4.4-.7-5.4-2.3',
  pay: 'M3 7.5A1.5 1.5 0 0 1 4.500 6h15A1.500 1.500 0 0 1 21 7.500v9a1.500 1.500 0 0 1-1.500 1.500h-15A1.500 1.500 0 0 1 3 16.500zM3 10.500h18M6.500 14.500h4',
  score: 'M4 17a8 8 0 1 1 16 0M12 17l4-5',
  me: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.500 20c.8-3.600 3.700-5.500 7.500-5.500s6.700 1.900 7.500 5.500',
  money:
    'M4 8c0-1.700 3.600-3 8-3s8 1.300 8 3-3.600 3-8 3-8-1.300-8-3Zm0 0v8c0 1.700 3.600 3 8 3s8-1.300 8-3V8M4 12c0 1.700 3.600 3 8 3s8-1.300 8-3',
  mandate: 'M4 7h9m4 0h3M4 17h3m4 0h9M15 7a2 2 0 1 0 0-.01M9 17a2 2 0 1 0 0-.01',
  portfolio: 'M5 20V11m5 9V5m5 15v-6m5 6V9',
  statement: 'M7 3h7l4 4v13a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1Zm2 9h6m-6 4h6M9 8h2',
  back: 'M15 5l-7 7 7 7',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={name === 'back' ? 'flips' : undefined}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
