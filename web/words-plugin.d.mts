import type { Plugin } from 'vite';

export const LANGUAGES: readonly string[];
export type Words = Record<string, Record<string, string>>;
export const SHARED: string;
export function readWords(...folders: string[]): Words;
export function faultsIn(words: Words): string[];
export function catalogueOf(words: Words, language: string): Record<string, string>;
export function wordsOf(folder: string): Plugin;
