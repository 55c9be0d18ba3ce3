import { start } from '../../infra/dist/start.js';
import { prepare } from '../../infra/start/prepare.mjs';
import { progress } from '../../infra/start/progress.mjs';

// `npm start`, with its data in a folder of the benchmark's: product.mjs <checkout> <folder>.
const [checkout, root] = process.argv.slice(2);
await prepare(checkout, progress);
await start({ root, fresh: false, processes: false, port: 3100, log: progress });
