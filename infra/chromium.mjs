import { findProgram, hasApt, installByApt, isProgram } from './apt.mjs';

const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PACKAGES = ['chromium-headless-shell', 'fonts-dejavu-core'];

/**
 * The path of a Chromium or Chrome: CHROMIUM_PATH, else one on PATH, else (as root on Debian) installed now. The one without windows is looked for first: journeys take a third less of the processor in it.
 * @returns {Promise<string>}
 * @throws naming the ways to get one
 */
export async function ensureChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given && !isProgram(given)) throw new Error(`CHROMIUM_PATH is ${given}, which is not a program`);
  const found = given || findProgram(NAMES);
  if (found) return found;
  if (hasApt()) await installByApt(PACKAGES);
  const installed = findProgram(NAMES);
  if (!installed) throw new Error(`No Chromium: install one (Debian: apt-get install ${PACKAGES.join(' ')}) or set CHROMIUM_PATH`);
  return installed;
}
