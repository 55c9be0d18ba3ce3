export { levelName } from './claims.js';
export { verifier, type Verifier, type VerifierConfig } from './verifier.js';
export { liveness, type Liveness, type LivenessConfig, type LoginState } from './liveness.js';
export { signingKeys, type KeySource } from './signing-keys.js';
