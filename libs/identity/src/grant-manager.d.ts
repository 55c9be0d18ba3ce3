declare module 'keycloak-connect/middleware/auth-utils/grant-manager.js' {
  export default class GrantManager {
    constructor(config: { realmUrl: string; clientId: string; secret: string; public: boolean });
    validateAccessToken(token: string): Promise<string | false>;
  }
}
