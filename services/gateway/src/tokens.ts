/** Names under which Nest gives what has no class of its own. */
export const LOG = Symbol('log');
export const SETTINGS = Symbol('settings');
export const VERIFIER = Symbol('verifier');
export const NATS = Symbol('nats');
export const CHECKS = Symbol('checks');
