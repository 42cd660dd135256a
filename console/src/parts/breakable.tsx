import { Fragment, type ReactNode } from 'react';

/** Where an address that is too long for its line goes on: after a mark, not within a word. */
export function breakable(value: ReactNode): ReactNode {
  if (typeof value !== 'string' || !/^\S+(?:@|:\/\/)\S+$/.test(value)) return value;
  const parts = value.split(/(?<=[@./?&=_-])/);
  return parts.map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
