import Tinypool from 'tinypool';

/** What jest-light-runner's processes are told by, and ask for once, when they begin. */
const asks = 'jest-light-runner-get-worker-data';
const says = 'jest-light-runner-worker-data';

/** Lets the process that runs a file ask what it is to know. One for each file: where processes share one, an answer can go to another that does not listen yet, which then waits for ever. */
function channelTo(workerData) {
  let send;
  return { onMessage: (listener) => { send = listener; }, postMessage: (message) => { if (message === asks) send({ type: says, workerData }); } };
}

const isOfWhole = ({ path }) => path.includes('/tests/');

/** The files that try the whole product take minutes, those of one part seconds: what comes last must not be waited for alone. Otherwise in the order that Jest gave. */
const longestFirst = (tests) => [...tests.filter(isOfWhole), ...tests.filter((test) => !isOfWhole(test))];

/** Runs Jest's files with what jest-light-runner runs them with, in as many processes as there are workers; each takes one file after the other. */
export default class Runner {
  constructor(globalConfig) {
    this.globalConfig = globalConfig;
  }

  async runTests(tests, _watcher, onStart, onResult, onFailure) {
    const { maxWorkers } = this.globalConfig;
    const workerData = { globalConfig: this.globalConfig, projectConfig: tests[0]?.context.config, runtime: 'child_process' };
    const filename = new URL('../../node_modules/jest-light-runner/src/worker-runner.js', import.meta.url).href;
    const pool = new Tinypool({ filename, runtime: 'child_process', minThreads: maxWorkers, maxThreads: maxWorkers, env: process.env, workerData });
    const left = longestFirst(tests);
    const takeTurns = async () => {
      for (let test = left.shift(); test; test = left.shift()) {
        const { path } = test;
        await onStart(test);
        await pool.run(path, { channel: channelTo(workerData) }).then((result) => onResult(test, result), (error) => onFailure(test, error));
      }
    };
    await Promise.all(Array.from({ length: maxWorkers }, takeTurns));
    await pool.destroy();
  }
}
