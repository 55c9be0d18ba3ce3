import { start } from '../../infra/dist/start.js';
import { prepare } from '../../infra/start/prepare.mjs';
import { progress } from '../../infra/start/progress.mjs';

// `npm start`, with its data in a folder of the benchmark's: product.mjs <checkout> <folder> [processes]; with `processes` each service is one, and the demo has no meetings.
const [checkout, root, how] = process.argv.slice(2);
await prepare(checkout, progress);
await start({ root, fresh: false, processes: how === 'processes', bare: how === 'processes', port: 3100, log: progress });
