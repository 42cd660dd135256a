import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { renew, whenUserChanges } from '../../web/session';
import { queries } from './api/use';
import { App } from './App';
import { dropDrafts } from './parts/use-command';
import '../../web/fonts.css';
import './style.css';
import { firstLanguage, loadCatalogue, SpeechProvider } from './words/speech';

whenUserChanges(() => {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'bank' });
  dropDrafts();
});
// Without a connection the page says so, and asks again when somebody does something.
void renew().catch(() => undefined);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no root');
const language = firstLanguage();
const catalogue = await loadCatalogue(language);
createRoot(root).render(
  <StrictMode>
    <SpeechProvider first={{ language, catalogue }}>
      <QueryClientProvider client={queries}>
        <App />
      </QueryClientProvider>
    </SpeechProvider>
  </StrictMode>,
);
