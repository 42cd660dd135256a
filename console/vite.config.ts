import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { compression } from 'vite-plugin-compression2';
import { wordsOf } from '../web/words-plugin.mjs';

/** Built into console/dist, which the application serves at /admin/. `npm run dev -w console` proxies to it. */
export default defineConfig({
  base: '/admin/',
  plugins: [
    react(),
    wordsOf(fileURLToPath(new URL('src/words/', import.meta.url))),
    compression({ algorithms: ['brotliCompress', 'gzip'], threshold: 1024 }),
  ],
  build: { target: 'es2022', chunkSizeWarningLimit: 900, modulePreload: { polyfill: false } },
  server: { proxy: { '/api': 'http://localhost:8000' } },
});
