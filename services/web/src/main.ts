import * as z from 'zod';

// zod would try `new Function` when the first schema is made, which our content security policy refuses and reports. So the rest comes after.
z.config({ jitless: true });
const { start } = await import('./start.js');
await start();
