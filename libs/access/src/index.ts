export * from './decide.js';
export * from './directory-copy.js';
export * from './freshness.js';
export * from './names.js';
export * from './newest-place.js';
export * from './partner-rights.js';
export * from './reasons.js';
export { createDirectoryCopy } from './migrations/1766000020000-create-directory-copy.js';
export { createEnter } from './migrations/1766000021000-create-enter.js';
