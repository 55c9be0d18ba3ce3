import type { HomeProvider } from './home-provider.js';
import { LEVELS, type Level } from './hub.js';

/** The names of the realm's flows. */
export const FLOWS = { browser: 'hub browser', firstLogin: 'hub first login', clients: 'hub clients', passwords: 'hub no passwords', assurance: ({ alias }: Pick<HomeProvider, 'alias'>) => `hub assurance ${alias}` } as const;

type Config = { readonly alias: string; readonly config: Readonly<Record<string, string>> };
export type Step = { readonly use: string; readonly config?: Config } | { readonly flow: string };
type Requirement = 'REQUIRED' | 'ALTERNATIVE' | 'CONDITIONAL';

/** A flow as Keycloak reads it, and the settings of its steps, which Keycloak keeps apart. */
export type Flow = { readonly representation: object; readonly configs: readonly Config[] };

const execution = (step: Step, requirement: Requirement, index: number) => ({
  requirement, priority: 10 * (index + 1), userSetupAllowed: false,
  ...('flow' in step ? { authenticatorFlow: true, flowAlias: step.flow } : { authenticatorFlow: false, authenticator: step.use, ...(step.config ? { authenticatorConfig: step.config.alias } : {}) }),
});

/** One flow from its steps, each with what Keycloak demands of it. */
export function flow(alias: string, steps: readonly (readonly [Requirement, Step])[], { topLevel = true, providerId = 'basic-flow' } = {}): Flow {
  return {
    representation: { alias, providerId, topLevel, builtIn: false, authenticationExecutions: steps.map(([requirement, step], index) => execution(step, requirement, index)) },
    configs: steps.flatMap(([, step]) => ('use' in step && step.config ? [step.config] : [])),
  };
}

/** The condition that a level of assurance is wanted and not yet reached; reached once, it counts for so many seconds. */
export const levelStep = (alias: string, level: number, seconds: number): Step => ({ use: 'conditional-level-of-authentication', config: { alias, config: { 'loa-condition-level': String(level), 'loa-max-age': String(seconds) } } });

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** The condition that a user's attribute has one of these values. */
export const attributeStep = (alias: string, attribute: string, values: readonly string[]): Step => ({
  use: 'conditional-user-attribute', config: { alias, config: { attribute_name: attribute, attribute_expected_value: values.map(escaped).join('|'), regex: 'true', not: 'false', include_group_attributes: 'false' } },
});

/** The level that the provider vouched for at this login becomes the session's, when it was asked for; whoever has none of the names has no level, and gets no token that is accepted. */
function assuranceFlows(provider: HomeProvider): Flow[] {
  const top = FLOWS.assurance(provider);
  const { names } = provider.assurance;
  const counting: Record<Level, readonly string[]> = { loa2: [...names.loa2, ...names.loa3], loa3: names.loa3 };
  const levels = Object.keys(LEVELS) as Level[];
  return [
    flow(top, levels.map((level) => ['CONDITIONAL', { flow: `${top} ${level}` }])),
    ...levels.map((level) => flow(`${top} ${level}`, [
      ['REQUIRED', levelStep(`${top} ${level} wanted`, LEVELS[level], 0)],
      ['REQUIRED', attributeStep(`${top} ${level} vouched for`, 'assurance', counting[level])],
      ['REQUIRED', { use: 'allow-access-authenticator' }],
    ], { topLevel: false })),
  ];
}

/** The hub's flows: whose e-mail domain it is leads to that provider and nowhere else; a first login makes a new user and links to none that is there; nobody gets a token for a password. */
export const hubFlows = (providers: readonly HomeProvider[]): Flow[] => [
  flow(FLOWS.browser, [['ALTERNATIVE', { use: 'auth-cookie' }], ['ALTERNATIVE', { use: 'identity-provider-redirector' }], ['ALTERNATIVE', { use: 'organization' }]]),
  flow(FLOWS.firstLogin, [['REQUIRED', { use: 'idp-create-user-if-unique', config: { alias: 'hub new user', config: { 'require.password.update.after.registration': 'false' } } }], ['REQUIRED', { use: 'idp-add-organization-member' }]]),
  flow(FLOWS.clients, [['ALTERNATIVE', { use: 'client-secret' }]], { providerId: 'client-flow' }),
  flow(FLOWS.passwords, [['REQUIRED', { use: 'deny-access-authenticator' }]]),
  ...providers.flatMap(assuranceFlows),
];
