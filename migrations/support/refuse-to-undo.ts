import type { QueryRunner } from 'typeorm';

/**
 * Ends the undoing of a migration before it has changed anything, in words, where there is what the schema before it has
 * no place for. `found` says what that is, by the rows (`FROM … WHERE …`) that are it.
 */
export async function refuseToUndo(
  runner: QueryRunner,
  migration: { name: string },
  found: Record<string, string>,
): Promise<void> {
  const counts = Object.values(found).map((rows, index) => `(SELECT count(*) ${rows}) AS "${String(index)}"`);
  const [row]: Record<string, string>[] = await runner.query(`SELECT ${counts.join(', ')}`);
  const there = Object.keys(found).flatMap((what, index) => {
    const count = row?.[String(index)] ?? '0';
    return count === '0' ? [] : [`${count} ${what}`];
  });
  if (there.length === 0) return;
  throw new Error(
    `${migration.name} cannot be undone: there are ${there.join(', ')}, for which the schema before it has no place. ` +
      'Nothing was changed. To go back to that schema, restore a backup that was made with it.',
  );
}
