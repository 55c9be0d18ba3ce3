import fc from 'fast-check';

/** Texts that have broken somebody's program: invisible, reversed, look-alike, half a character, too long, or another language's syntax. */
export const texts: readonly string[] = [
  '', ' ', '\t\n\r', '\0', 'a\0b', '\u0001', '\u007f', '\u0085', '\u2028', '\ufeff', '\ufffe', '\uffff', '\ud800', '\udfff', 'a\ud83d', '\udc00\ud800',
  '\u202eEva', 'Eva \u2067nils\u2069', '\u200fEva\u200e', '\u200b\u200d\u2060', 'Еvа', 'Ｅｖａ', 'e\u0301'.repeat(40), `Z${'\u0336'.repeat(500)}`, '👩‍👩‍👧‍👦', '𠜎', 'İı', 'ﬀ', 'å',
  'x'.repeat(10_000), 'å'.repeat(70_000), '1'.repeat(5_000), `${'a '.repeat(5_000)}!`, "'; drop table meetings; --", '${7*7}{{7*7}}', '<script>alert(1)</script>', '../../etc/passwd', '%00', '%c0%af', '%', '\\', '"', '{}', '[]',
  'null', 'undefined', 'true', 'NaN', 'Infinity', '-0', '1e400', '0x10', '9007199254740993', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '=cmd|calc', '%s%n', 'http://[::1', 'javascript:alert(1)', 'https://\u202e.example/',
  'https://a@b:99999/', `https://x.example/${'a'.repeat(600)}`, '19900101-0017', '１９９００１０１-００１７',
];

/** Dates and times at the edges of calendars and of what is understood of them. */
export const times: readonly string[] = [
  '0000-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '-000001-01-01T00:00:00Z', '1582-10-10T00:00:00Z', '1752-09-05T00:00:00Z', '1970-01-01T00:00:00Z', '9999-12-31T23:59:59.999999999Z', '+010000-01-01T00:00:00Z', '275760-09-13T00:00:00Z', '4713-01-01T00:00:00Z',
  '2028-02-29T00:00:00Z', '2027-02-29T00:00:00Z', '2027-01-01T24:00:00Z', '2016-12-31T23:59:60Z', '2027-01-01T00:00:00+14:00', '2027-01-01T00:00:00.1234567890123456789Z', '2027-01-01 00:00:00Z', '2027-01-01T00:00Z', 'infinity', '-infinity', 'now', 'today',
  '2027-03-28T02:30', '2027-10-31T02:30', '2027-10-31T02:30+02:00', '2027-10-31T02:30+01:00', '2027-10-31T02:30+99:99', '2027-10-31T02:30-00:00', '0000-01-01T00:00', '0001-01-01T00:00', '0099-12-31T23:59', '9999-12-31T23:59', '9999-12-31T00:00', '2027-01-01T24:00', '2027-13-45T99:99', '2027-02-30T10:00',
  '0000-01-01', '0001-01-01', '9999-12-31', '2027-02-29', '2027-W01-1',
];

const ids = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '0199C0DE-0000-7000-8000-0000000000AA', '{0199c0de-0000-7000-8000-0000000000aa}', '0199c0de00007000800000000000aa', '42'];
const numbers = [0, -0, -1, 1, 0.1, 1e-320, 101, 2 ** 31 - 1, 2 ** 31, 2 ** 53, 2 ** 53 + 2, -(2 ** 63), 1e308, Number.MIN_VALUE];

/** `levels` lists, each in the one before. */
const nested = (levels: number): unknown => Array.from({ length: levels }).reduce<unknown>((inner) => [inner], 'innermost');

const structures = (): unknown[] => [null, true, false, [], {}, [[]], [null], [{}], nested(40), nested(1_000), { $ne: null }, { toString: 'x', valueOf: 1 }, { length: 1e9 }, polluting(), Array.from({ length: 5_000 }, (_, i) => i), Object.fromEntries(Array.from({ length: 2_000 }, (_, i) => [`k${i}`, i]))];

/** An object with the property `__proto__` of its own, as JSON can bring it. */
export const polluting = (): object => JSON.parse('{"__proto__":{"polluted":true,"groupLevel":"GENERAL"},"constructor":{"prototype":{"polluted":true}}}') as object;

export const hostileText: fc.Arbitrary<string> = fc.oneof(fc.constantFrom(...texts), fc.constantFrom(...times), fc.constantFrom(...ids), fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 }));

/** Anything that JSON can say and nobody asked for. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof({ weight: 5, arbitrary: hostileText }, { weight: 2, arbitrary: fc.constantFrom(...numbers) }, { weight: 2, arbitrary: fc.constantFrom(...structures()) }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) });

export const hostileName: fc.Arbitrary<string> = fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '', ' ', 'id', 'version', 'extra', 'åäö', '\u202e', 'a/b~c', 'x'.repeat(1_000), 'status', 'state', 'actor', 'organisationId', '$where', 'a[b]', 'a.b');
