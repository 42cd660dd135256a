import type { Plugin } from 'vite';

export const LANGUAGES: readonly string[];
export function readWords(folder?: string): Record<string, Record<string, string>>;
export function faultsIn(words: Record<string, Record<string, string>>): string[];
export function wordsOf(folder?: string): Plugin;
