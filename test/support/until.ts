/** Polls until a condition holds; fails after ninety seconds. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 90_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`this did not come true in time: ${String(condition)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
