/** Less than every id. */
export const BEFORE_ALL_IDS = '00000000-0000-0000-0000-000000000000';

/** Rows by ascending id, in chunks: `read` returns at most `size` rows after an id. */
export async function* chunksById<T extends { id: string }>(
  size: number,
  read: (after: string) => Promise<T[]>,
): AsyncGenerator<T[]> {
  for (let after = BEFORE_ALL_IDS; ;) {
    const chunk = await read(after);
    yield chunk;
    const last = chunk.at(-1);
    if (last === undefined || chunk.length < size) return;
    after = last.id;
  }
}
