import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { queryClient } from './api/client.js';
import { startTexts } from './i18n/i18n.js';
import { router } from './router.js';
import { Design } from './ui/index.js';
import './ui/styles.js';

/** Puts the client on the page. */
export async function start(): Promise<void> {
  await startTexts();
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <Design>
          <RouterProvider router={router} />
        </Design>
      </QueryClientProvider>
    </StrictMode>,
  );
}
