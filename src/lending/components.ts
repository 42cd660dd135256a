/**
 * The components of a payment, in the order of answers: penalty is late interest, recovery is money received after the
 * write-off. Shares, columns, sums of postings and the proof follow from this list.
 */
export const COMPONENTS = ['principal', 'interest', 'penalty', 'recovery'] as const;
export type Component = (typeof COMPONENTS)[number];

/** An amount of each component, minor units. */
export type Components = Record<Component, bigint>;

/** A record with one value for each component. */
export function ofEach<T>(valueOf: (component: Component) => T): Record<Component, T> {
  const result = {} as Record<Component, T>;
  for (const component of COMPONENTS) result[component] = valueOf(component);
  return result;
}

/** The components' amounts from a database row. */
export function componentsIn(row: Readonly<Record<Component, string>>): Components {
  return ofEach((component) => BigInt(row[component]));
}
