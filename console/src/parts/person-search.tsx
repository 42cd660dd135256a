import { TextInput } from 'react-admin';
import { say } from '../words/say';

/** The search of a list of people: what the API looks through is the same for all of them. */
export const personSearch = (
  <TextInput
    key="search"
    source="search"
    label={say('Name, username, email or number')}
    alwaysOn
    sx={{ minWidth: 340, maxWidth: '100%' }}
  />
);
