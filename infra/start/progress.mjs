const began = performance.now();

/** Shows one step, with the seconds since the start. On the error stream: the other one is for what was asked for. */
export const progress = (line) => process.stderr.write(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}\n`);
