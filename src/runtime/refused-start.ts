/** The application cannot start, or go on, as things are. The message is for people: why, and what to do. */
export class RefusedStart extends Error {}
