/** At most this many statements are named, so that dynamically built texts cannot fill the server's memory. */
const MOST_PREPARED = 500;
const names = new Map<string, string>();

/** The name under which each connection prepares a statement, once; undefined when there are too many. */
export function preparedName(text: string): string | undefined {
  let name = names.get(text);
  if (name === undefined && names.size < MOST_PREPARED) {
    name = `s${String(names.size)}`;
    names.set(text, name);
  }
  return name;
}
