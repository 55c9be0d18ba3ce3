import { expect, type Page } from '@playwright/test';

/** All that the browser keeps for the page's origin beyond its cookies, as one text: both storages, IndexedDB and the caches. */
export const storedIn = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>) => new Promise<T>((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error ?? new Error('IndexedDB')); });
    const databases = await Promise.all((await indexedDB.databases()).map(async ({ name = '' }) => {
      const database = await answer(indexedDB.open(name));
      const stores = [...database.objectStoreNames];
      return [name, stores, await Promise.all(stores.map((store) => answer(database.transaction(store).objectStore(store).getAll())))];
    }));
    const cached = await Promise.all((await caches.keys()).map(async (name) => {
      const cache = await caches.open(name);
      return [name, await Promise.all((await cache.keys()).map(async ({ url }) => [url, await (await cache.match(url))?.text()]))];
    }));
    return JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), databases, cached]);
  });

/** Expects that the browser keeps something there, and comes to keep nothing of other texts. */
export async function expectStored(page: Page, { holds = [], hides = [] }: { holds?: readonly string[]; hides?: readonly string[] }): Promise<void> {
  for (const text of holds) await expect.poll(() => storedIn(page), { message: `keeps ${text}` }).toContain(text);
  for (const text of hides) await expect.poll(() => storedIn(page), { message: `keeps nothing of ${text}` }).not.toContain(text);
}
