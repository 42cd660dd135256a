import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { compression } from 'vite-plugin-compression2';
import { wordsOf } from '../web/words-plugin.mjs';

/** Built into portal/dist, whose files the application serves at /portal/. `npm run dev -w portal` proxies to it. */
export default defineConfig({
  base: '/portal/',
  plugins: [
    react(),
    wordsOf(fileURLToPath(new URL('src/words/', import.meta.url))),
    compression({ algorithms: ['brotliCompress', 'gzip'], threshold: 1024 }),
  ],
  build: { target: 'es2022', modulePreload: { polyfill: false } },
  server: { proxy: { '/api': 'http://localhost:8000' } },
});
