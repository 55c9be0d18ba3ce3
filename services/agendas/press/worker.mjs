import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

const template = readFileSync(new URL('paper.typ', import.meta.url), 'utf8');
// The workspace is all that a template can read: this folder, which holds the template and this file.
const compiler = NodeCompiler.create({ workspace: fileURLToPath(new URL('.', import.meta.url)) });

const as = (pdfStandard, { paper, made }) => compiler.pdf({ mainFileContent: template, inputs: { paper } }, { pdfStandard, creationTimestamp: made });

/** For the archive where that can be kept: PDF/A takes no character that no font has, and a paper without the archive's promise is better than none. */
function print(job) {
  try {
    return as('a-2a', job);
  } catch {
    return as('1.7', job);
  }
}

parentPort.on('message', ({ id, paper, made }) => {
  try {
    const pdf = print({ paper, made });
    compiler.evictCache(10);
    parentPort.postMessage({ id, pdf });
  } catch (error) {
    // The message may hold what was typed, so only its kind leaves this thread.
    parentPort.postMessage({ id, failed: error instanceof Error ? error.name : 'unknown' });
  }
});
