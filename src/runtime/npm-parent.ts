import { readFileSync } from 'node:fs';

const POLL_MS = 250;

/**
 * Calls `onGone` once if an npm script started this process and npm has ended without it. A signal to npm alone ends
 * npm and its shell, but not the processes they started.
 */
export function whenNpmEnds(onGone: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const atStart = parents();
  const timer = setInterval(() => {
    if (parents() === atStart) return;
    clearInterval(timer);
    onGone();
  }, POLL_MS);
  timer.unref();
}

/** The parent processes up to npm. On Linux npm's shell survives when npm is killed, but gets another parent. */
function parents(): string {
  const parent = String(process.ppid);
  if (process.platform !== 'linux') return parent;
  try {
    // "4757 (sh) S 4756 …": number, name, state, parent.
    const [, name = '', above = ''] =
      /\((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${parent}/stat`, 'utf8')) ?? [];
    return /^(sh|dash|bash|ash|zsh)$/.test(name) ? `${parent} ${above}` : parent;
  } catch {
    return parent;
  }
}
