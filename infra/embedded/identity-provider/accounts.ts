import { v5 as uuid } from 'uuid';
import { CLAIMS, PROVISIONING, type Level } from '@knutpunkt/infra/keycloak';

/**
 * A demo account: who it is, at which organisation, and the assurance level that its identity provider vouches for.
 * The identity provider has the organisation's alias unless it has a name of its own.
 */
export type Account = {
  readonly username: string;
  readonly name: string;
  readonly email: string;
  readonly title?: string;
  readonly acr: Level;
  readonly organisation: { readonly alias: string; readonly id: string; readonly name: string; readonly identityProvider?: string };
};

const SUBJECTS = '6d7b0a36-6b3c-4a0c-9d0e-8a3e0f9f3c11';

/** The account's opaque subject: the same at every start, and telling nothing of the name. */
export const subjectOf = (account: Account) => uuid(account.username, SUBJECTS);

const organisationClaim = ({ alias, id }: Account['organisation']) => ({ [CLAIMS.organisation]: { [alias]: { id } } });

/** The claims of our Keycloak realm that an access token carries beside those of the token itself. */
export const hubClaims = ({ username, name, organisation }: Account) => ({
  [CLAIMS.identityProvider]: organisation.identityProvider ?? organisation.alias,
  [CLAIMS.homeId]: username,
  ...organisationClaim(organisation),
  [CLAIMS.name]: name,
});

/** The claims of our Keycloak realm in the access token of an organisation's directory system: nothing of a login. */
export const machineClaims = (organisation: Account['organisation']) => ({ ...organisationClaim(organisation), azp: PROVISIONING.client(organisation.alias) });

/** The accounts, found by username (at login) and by subject (in tokens). */
export class Accounts {
  private readonly bySubject: Map<string, Account>;
  private readonly byUsername: Map<string, Account>;

  constructor(readonly all: readonly Account[]) {
    this.bySubject = new Map(all.map((account) => [subjectOf(account), account]));
    this.byUsername = new Map(all.map((account) => [account.username, account]));
    if (this.byUsername.size !== all.length) throw new Error('Two demo accounts have the same username');
  }

  withSubject(subject: string) {
    return this.bySubject.get(subject);
  }

  named(username: string) {
    return this.byUsername.get(username);
  }

  /** The organisation that has some account here and this alias. */
  organisation(alias: string) {
    return this.all.find(({ organisation }) => organisation.alias === alias)?.organisation;
  }

  /** The organisation whose directory system asks as this client. */
  organisationOf(client: string) {
    return this.all.find(({ organisation }) => PROVISIONING.client(organisation.alias) === client)?.organisation;
  }
}
