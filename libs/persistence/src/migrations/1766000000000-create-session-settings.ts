import type { Migration } from '../migration.js';

const setting = (name: string, type: string, fallback: string): string =>
  `create function ${name}() returns ${type} language sql stable parallel safe return coalesce(nullif(current_setting('knutpunkt.${name}', true), '')::${type}, ${fallback})`;

/** Who the transaction is for. Never set means nobody: after a commit a setting is '' and not null, so both must mean the same. */
export const createSessionSettings: Migration = {
  name: '1766000000000-create-session-settings',
  up: () => [
    setting('me', 'uuid', 'null'),
    setting('my_organisation', 'uuid', 'null'),
    setting('my_authority', 'uuid', 'null'),
    setting('my_audiences', 'uuid[]', "'{}'"),
    setting('my_shells', 'uuid[]', "'{}'"),
    setting('i_administer', 'boolean', 'false'),
    setting('my_level', 'int', '0'),
  ],
};
