import type { Context, InteractionPolicy } from 'oidc-provider';
import type { Level } from '@knutpunkt/infra/keycloak';

const HIGHEST: Level = 'loa3';

/** Whether a login asks for the higher level of assurance. */
export const asksForHigher = (params: Readonly<Record<string, string | undefined>>): boolean => (params['acr_values'] ?? '').split(' ').includes(HIGHEST);

/** oidc-provider's own rules of when somebody is asked to log in, and one more: at once when the session has not the level that is asked for. What is then reached is in the token; nobody is asked twice. */
export function loginPolicy({ base, Check }: InteractionPolicy): unknown {
  const policy = base();
  const isShort = ({ oidc: { params, session, result } }: Context) => asksForHigher(params) && session.acr !== HIGHEST && !result?.login;
  policy.get('login').checks.add(new Check('higher_level', 'A higher level of assurance is asked for', (ctx) => (isShort(ctx) ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT)));
  return policy;
}
