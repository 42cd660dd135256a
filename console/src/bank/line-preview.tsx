import type { Schemas } from '../api/types';
import { ChangedFigures } from '../parts/ChangedFigures';

/** What a decision about a line would change, as the API says when it is tried. */
export const linePreview = (path: string) => ({
  path: `${path}preview/`,
  query: {},
  show: ({ figures, currency }: Schemas['DecidedLineResponse']) => (
    <ChangedFigures figures={figures} currency={currency} />
  ),
});
