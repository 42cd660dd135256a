/** The application cannot start, or cannot go on. The message tells people why, and what to do. */
export class RefusedStart extends Error {}
