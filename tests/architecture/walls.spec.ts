import { describe, expect, it } from '@jest/globals';
import { sources } from './sources.js';
import { crossings, importsOf } from './walls.js';

describe('the walls between the packages', () => {
  it('are crossed by nobody', () => {
    expect(crossings(sources)).toEqual([]);
  });

  it.each([
    ['a service imports a service', 'services/meetings/src/x.ts', "import { directory } from '@knutpunkt/directory';"],
    ['a service\'s test imports a service', 'services/meetings/test/x.spec.ts', "import { directory } from '@knutpunkt/directory';"],
    ['a service reaches into another', 'services/meetings/src/x.ts', "import { tell } from '../../directory/src/tell.js';"],
    ['a service loads another later', 'services/meetings/src/x.ts', "const other = await import('@knutpunkt/notifications');"],
    ['the web client imports more than the contracts', 'services/web/src/x.tsx', "import { decide } from '@knutpunkt/access';"],
    ['a lib imports a lib above it', 'libs/persistence/src/x.ts', "import { Outbox } from '@knutpunkt/messaging';"],
    ['a lib imports a service', 'libs/access/src/x.ts', "import { meetings } from '@knutpunkt/meetings';"],
    ['a service uses the tests\' tools', 'services/meetings/src/x.ts', "import { TestHub } from '@knutpunkt/testing';"],
    ['a side door is used', 'services/meetings/src/x.ts', "import { Db } from '@knutpunkt/persistence/src/db.js';"],
    ['a package is imported that is not there', 'services/meetings/src/x.ts', "import { things } from '@knutpunkt/common';"],
  ])('bite where %s', (_, path, text) => {
    expect(crossings([{ path, text }])).toHaveLength(1);
  });

  it('see every form of import', () => {
    const text = "import a from 'a';\nimport 'b';\nexport * from 'c';\nconst d = await import('d');\nimport type { E } from 'e';\nimport {\n  f,\n} from 'f';";

    expect(importsOf({ path: 'libs/access/src/x.ts', text }).map(({ specifier }) => specifier).sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });
});
