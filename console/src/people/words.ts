import { personName } from '../parts/format';

export type Role = 'customer' | 'provider';

/** The list of the API and of the console. */
export const LIST_OF: Record<Role, string> = { customer: 'customers', provider: 'providers' };

const NOUN: Record<Role, string> = { customer: 'customer', provider: 'loan provider' };

/** What the pages for people at the counter say. */
export const SAYS = {
  register: (role: Role) => `Register a ${NOUN[role]}`,
  registerText: (role: Role) =>
    `For somebody who is here. Whoever looks the same is shown first, so that nobody is a ${NOUN[role]} twice. ` +
    'Nobody can sign in before a code has set a password.',
  registered: (role: Role) => `The ${NOUN[role]} is registered`,
  nobodyAlike: 'Nobody looks the same.',
  alike: 'This may be somebody who is here already:',
  notAlike: 'It is somebody else',
  same: { name: 'same name', email: 'same email', phone: 'same phone' },
  number: 'Number',
  username: 'Username',
  openPage: 'Open the page',
  code: 'Sign-in code',
  codeText: (name: string) =>
    `Makes a code with which ${name} chooses a password. It works once, for a day and five attempts; an earlier code ends.`,
  codeMade: 'Hand over this code',
  codeFor: (username: string) => `With the username ${username}:`,
  codeOnce: (maker: string) =>
    `It is shown only now. Whoever uses it is told at the first sign-in that ${maker} made it.`,
  goodUntil: 'Good until',
  print: 'Print',
  correct: 'Correct profile',
  correctText: (person: Parameters<typeof personName>[0]) =>
    `What is known of ${personName(person)}. What stood there before is kept in the log.`,
  corrected: 'The profile is corrected.',
} as const;

export const LANGUAGES = { en: 'English', es: 'Español', fr: 'Français', ar: 'العربية' } as const;
