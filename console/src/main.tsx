import { Fragment, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { renew } from '../../web/session';
import { firstLanguage } from '../../web/speech';
import '../../web/fonts.css';
import { direction, speakIn } from './words/say';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no root');
// Who is here is asked while the rest comes; without an answer the page asks again itself.
void renew().catch(() => undefined);
await speakIn(firstLanguage());
// Labels are said when their page is loaded, so the language is there before any of them.
const [{ App }, Mirrored] = await Promise.all([
  import('./App'),
  direction() === 'rtl' ? import('./words/RightToLeft').then((all) => all.RightToLeft) : Fragment,
]);
createRoot(root).render(
  <StrictMode>
    <Mirrored>
      <App />
    </Mirrored>
  </StrictMode>,
);
