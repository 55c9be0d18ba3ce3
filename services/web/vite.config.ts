import { defaultClientConditions, defineConfig } from 'vite';
import react from '@vitejs/plugin-react';

const gateway = process.env['KNUTPUNKT_GATEWAY'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['@knutpunkt/source', ...defaultClientConditions] },
  // No data: addresses and no inlined code, so that the strictest content security policy holds.
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 800 },
  server: { proxy: { '/api': gateway, '/auth': gateway } },
  preview: { proxy: { '/api': gateway, '/auth': gateway } },
});
