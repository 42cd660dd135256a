/**
 * Loaded before the server (`node --import`): its machine's clock is CLOCK_OFFSET_MS wrong, for all of its code and
 * that of its packages. `performance.now()` goes on as it does.
 */
const offset = Number(process.env.CLOCK_OFFSET_MS ?? '0');
const RealDate = Date;
const now = () => RealDate.now() + offset;

globalThis.Date = new Proxy(RealDate, {
  apply: () => new RealDate(now()).toString(),
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget === Date ? target : newTarget),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
