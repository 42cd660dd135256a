import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import {
  chooseLanguage,
  directionOf,
  loadCatalogue,
  notationOf,
  speechOf,
  type Catalogue,
  type Language,
  type Speech as SpeechOf,
} from '../../../web/speech';
import type common from '../../../web/words/common.json';
import type problems from '../../../web/words/problems.json';
import type borrower from './borrower.json';
import type lender from './lender.json';
import type open from './open.json';

export { firstLanguage, LANGUAGE_NAMES, LANGUAGES, loadCatalogue } from '../../../web/speech';

type Words = typeof borrower & typeof common & typeof lender & typeof open & typeof problems;
export type Key = keyof Words;
export type Speech = SpeechOf<Key>;

interface Voice extends Speech {
  change: (language: Language) => Promise<void>;
}

const Context = createContext<Voice | null>(null);

export function useSpeech(): Voice {
  const voice = use(Context);
  if (!voice) throw new Error('nobody speaks here');
  return voice;
}

interface SpeechProviderProps {
  first: { language: Language; catalogue: Catalogue };
  children: ReactNode;
}

export function SpeechProvider({ first, children }: SpeechProviderProps) {
  const [{ language, catalogue }, speak] = useState(first);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = directionOf(language);
  }, [language]);
  const voice = useMemo<Voice>(
    () => ({
      ...speechOf<Key>(language, catalogue, notationOf(language)),
      change: async (wanted) => {
        speak({ language: wanted, catalogue: await loadCatalogue(wanted) });
        chooseLanguage(wanted);
      },
    }),
    [language, catalogue],
  );
  return <Context value={voice}>{children}</Context>;
}
