export * from './cluster.js';
export * from './drawn-seed.js';
export * from './eventually.js';
export * from './hub.js';
export * from './issuer.js';
export * from './pdf-text.js';
export * from './world.js';
