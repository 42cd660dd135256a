/** First and last name, else the username, as lists show people. */
export function shownPersonName(person: { first_name: string; last_name: string; username: string }): string {
  return `${person.first_name} ${person.last_name}`.trim() || person.username;
}
