import { addEventHandler } from 'jest-circus';

/** Milliseconds that a test or hook has where it does not say how many. */
const usual = 60_000;

/** A test that waits for ever fails; the runner itself would wait with it. */
function limit(one) {
  const { fn, timeout = usual } = one;
  if (!fn) return;
  const late = () => new Error(`took longer than ${timeout} ms`);
  one.fn = () => {
    let timer;
    const limited = new Promise((_, reject) => { timer = setTimeout(() => reject(late()), timeout); });
    return Promise.race([Promise.resolve().then(fn), limited]).finally(() => clearTimeout(timer));
  };
}

const added = { add_test: ({ currentDescribeBlock }) => currentDescribeBlock.children.at(-1), add_hook: ({ currentDescribeBlock }) => currentDescribeBlock.hooks.at(-1) };

addEventHandler((event, state) => {
  if (event.name in added) limit(added[event.name](state));
});

// The runner counts no assertions: a test that says how many it has would not fail where there are none.
for (const name of ['assertions', 'hasAssertions']) globalThis.expect[name] = () => { throw new Error(`expect.${name} does nothing here`); };

// What a test starts is a process of the product's, and reads what was built.
delete process.env.NODE_OPTIONS;
