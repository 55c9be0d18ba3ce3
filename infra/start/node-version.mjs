/** The releases that package.json's `engines` names: the first minor that will do, by major; anything newer will do too. */
const OLDEST = { 20: 19, 22: 13, 24: 11 };

/**
 * Why this Node.js will not do, or undefined when it will.
 * @param {string} version as in process.versions.node
 */
export function nodeProblem(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > 24 || (OLDEST[major] !== undefined && minor >= OLDEST[major])) return undefined;
  return `Knutpunkt needs Node.js 20.19, 22.13, 24.11 or newer; this is ${version}. See https://nodejs.org`;
}
