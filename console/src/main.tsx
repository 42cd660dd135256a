import { Fragment, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { firstLanguage } from '../../web/speech';
import '../../web/fonts.css';
import { direction, speakIn } from './words/say';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no root');
await speakIn(firstLanguage());
// Labels are said when their page is loaded, so the language is there before any of them.
const { App } = await import('./App');
const Mirrored = direction() === 'rtl' ? (await import('./words/RightToLeft')).RightToLeft : Fragment;
createRoot(root).render(
  <StrictMode>
    <Mirrored>
      <App />
    </Mirrored>
  </StrictMode>,
);
