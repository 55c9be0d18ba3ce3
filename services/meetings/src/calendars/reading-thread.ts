import { parentPort, workerData } from 'node:worker_threads';
import { readCalendar } from './read-calendar.js';

const { text, now } = workerData as { text: string; now: number };
parentPort!.postMessage(readCalendar(text, new Date(now)));
