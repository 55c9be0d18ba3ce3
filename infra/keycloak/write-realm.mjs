import { readFileSync, writeFileSync } from 'node:fs';
import { deploymentRealm } from '@knutpunkt/infra/keycloak';

/** `node infra/keycloak/write-realm.mjs [partners.json [realm.json]]`: writes the realm that a deployment imports; partners are a list of `HomeProvider`. */
const [partners, to = new URL('knutpunkt-realm.json', import.meta.url)] = process.argv.slice(2);
writeFileSync(to, deploymentRealm(partners ? JSON.parse(readFileSync(partners, 'utf8')) : []));
