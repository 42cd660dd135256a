import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compression } from 'vite-plugin-compression2';
import { wordsOf } from './words-plugin.mjs';

/** Built into portal/dist, whose files the application serves at /portal/. `npm run dev -w portal` proxies to it. */
export default defineConfig({
  base: '/portal/',
  plugins: [react(), wordsOf(), compression({ algorithms: ['brotliCompress', 'gzip'], threshold: 1024 })],
  resolve: {
    // Messages come parsed, so the parser stays at home.
    alias: { '@formatjs/icu-messageformat-parser': '@formatjs/icu-messageformat-parser/no-parser.js' },
  },
  build: { target: 'es2022', modulePreload: { polyfill: false } },
  server: { proxy: { '/api': 'http://localhost:8000' } },
});
