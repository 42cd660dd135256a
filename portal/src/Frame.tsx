import { useEffect, useState, type CSSProperties, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { logoAt } from '../../web/logo';
import { signOut } from '../../web/session';
import type { Bank } from './api/types';
import { useBank, useSession } from './api/use';
import { Icon, type IconName } from './parts/icons';
import { LANGUAGE_NAMES, LANGUAGES, useSpeech, type Key } from './words/speech';

type Way = [to: string, icon: IconName, name: Key];

const WAYS: Record<'customer' | 'provider', Way[]> = {
  customer: [
    ['/', 'home', 'way.home'],
    ['/borrow', 'borrow', 'way.borrow'],
    ['/pay', 'pay', 'way.pay'],
    ['/score', 'score', 'way.score'],
    ['/me', 'me', 'way.me'],
  ],
  provider: [
    ['/', 'home', 'way.home'],
    ['/money', 'money', 'way.money'],
    ['/mandate', 'mandate', 'way.mandate'],
    ['/portfolio', 'portfolio', 'way.portfolio'],
    ['/me', 'me', 'way.me'],
  ],
};

/** What is around every page. */
export function Frame({ children }: { children: ReactNode }) {
  const { say } = useSpeech();
  const session = useSession();
  const { data: bank } = useBank();
  const [place, navigate] = useLocation();
  const role = 'user' in session ? session.user.role : null;
  const isPerson = role === 'customer' || role === 'provider';
  // Before the second factor that the bank wants, no page leads anywhere.
  const ways = isPerson && !(session.state === 'in' && session.needsFactor) ? WAYS[role] : [];
  const name = bank === undefined || bank.name === '' ? say('brand') : bank.name;
  return (
    <>
      <a className="skip" href="#main">
        {say('skip')}
      </a>
      <OfflineBanner />
      <header className="top">
        <Link className="brand" to="/" style={roomFor(name, bank)}>
          {/* Until it is known whether the bank has one of its own, its room is kept. */}
          <img src={bank && pictureOf(bank)} alt="" height="28" />
          <span dir="auto">{name}</span>
        </Link>
        {isPerson ? (
          <>
            {ways.length > 0 && (
              <nav className="ways" aria-label={say('ways')}>
                {ways.map(([to, icon, name]) => (
                  <Link key={to} to={to} aria-current={place === to ? 'page' : undefined}>
                    <Icon name={icon} />
                    {say(name)}
                  </Link>
                ))}
              </nav>
            )}
            <button
              type="button"
              className="plain"
              onClick={() => {
                // The page of one user is no place for the next one to begin.
                navigate('/');
                void signOut();
              }}
            >
              {say('signOut')}
            </button>
          </>
        ) : (
          <>
            <LanguageChoice />
            <Link to="/sign-in">{say('signIn')}</Link>
          </>
        )}
      </header>
      {children}
    </>
  );
}

/** How many letters stand beside one another, of the longest word and of the name in two lines, and beside which picture. */
const roomFor = (name: string, bank: Bank | undefined) =>
  ({
    '--word': Math.max(...name.split(/\s+/).map((word) => word.length)),
    '--line': Math.ceil(name.length / 2),
    ...((bank?.logo_version ?? null) !== null && { '--picture': '120px' }),
  }) as CSSProperties;

const pictureOf = ({ logo_version: version }: Bank) =>
  version === null ? '/portal/favicon.svg' : logoAt(version);

/** For who is not signed in; others have it with what is kept of them. */
function LanguageChoice() {
  const { say, language, change } = useSpeech();
  return (
    <select
      aria-label={say('language')}
      className="input"
      value={language}
      onChange={(event) => {
        const wanted = LANGUAGES.find((each) => each === event.target.value);
        if (wanted) void change(wanted);
      }}
    >
      {LANGUAGES.map((each) => (
        <option key={each} value={each} lang={each}>
          {LANGUAGE_NAMES[each]}
        </option>
      ))}
    </select>
  );
}

function OfflineBanner() {
  const { say } = useSpeech();
  const [isOnline, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => {
      setOnline(navigator.onLine);
    };
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    return () => {
      window.removeEventListener('online', look);
      window.removeEventListener('offline', look);
    };
  }, []);
  if (isOnline) return null;
  return (
    <div className="banner" role="status">
      {say('offline')}
    </div>
  );
}
