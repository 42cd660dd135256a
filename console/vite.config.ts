import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { compression } from 'vite-plugin-compression2';
import { wordsOf } from '../web/words-plugin.mjs';

/** Labels are said when a module begins, so the pages' own begin after the words; they need not be fetched after them. */
function fetchedAtOnce(module: string): Plugin {
  return {
    name: 'fetched-at-once',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const [found] = chunks.filter(({ facadeModuleId }) => facadeModuleId?.endsWith(module));
        if (!found) return [];
        return [found.fileName, ...found.imports].map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/admin/${file}` },
          injectTo: 'head',
        }));
      },
    },
  };
}

/** Built into console/dist, which the application serves at /admin/. `npm run dev -w console` proxies to it. */
export default defineConfig({
  base: '/admin/',
  plugins: [
    react(),
    fetchedAtOnce('/src/App.tsx'),
    wordsOf(fileURLToPath(new URL('src/words/', import.meta.url))),
    compression({ algorithms: ['brotliCompress', 'gzip'], threshold: 1024 }),
  ],
  build: { target: 'es2022', chunkSizeWarningLimit: 900, modulePreload: { polyfill: false } },
  server: { proxy: { '/api': 'http://localhost:8000' } },
});
