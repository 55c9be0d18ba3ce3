/** Names that Windows and Exchange give zones of Europe and some others, and the IANA zone that each stands for here (Unicode CLDR's table, the part that Swedish calendars meet). */
const zones: Readonly<Record<string, string>> = {
  'w. europe standard time': 'Europe/Stockholm', 'central europe standard time': 'Europe/Budapest', 'central european standard time': 'Europe/Warsaw', 'romance standard time': 'Europe/Paris',
  'gmt standard time': 'Europe/London', 'greenwich standard time': 'Atlantic/Reykjavik', 'fle standard time': 'Europe/Helsinki', 'gtb standard time': 'Europe/Bucharest', 'e. europe standard time': 'Europe/Chisinau',
  'russian standard time': 'Europe/Moscow', 'turkey standard time': 'Europe/Istanbul', 'israel standard time': 'Asia/Jerusalem', 'utc': 'Etc/UTC', 'coordinated universal time': 'Etc/UTC',
  'eastern standard time': 'America/New_York', 'central standard time': 'America/Chicago', 'mountain standard time': 'America/Denver', 'pacific standard time': 'America/Los_Angeles', 'tokyo standard time': 'Asia/Tokyo',
  'india standard time': 'Asia/Kolkata', 'china standard time': 'Asia/Shanghai', 'arabian standard time': 'Asia/Dubai', 'customized time zone': '', 'västeuropa, normaltid': 'Europe/Stockholm',
  '(utc+01:00) amsterdam, berlin, bern, rome, stockholm, vienna': 'Europe/Stockholm', '(utc+01:00) amsterdam, berlin, bern, rom, stockholm, wien': 'Europe/Stockholm',
};

const isZone = (name: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
};

/** The IANA zone that a TZID means: its own name, a Windows name, or a path that ends with one (`/freeassociation.sourceforge.net/Europe/Stockholm`). Null where it is none that is known. */
export function zoneNamed(tzid: string): string | null {
  const name = tzid.trim().replaceAll(/^"|"$/g, '');
  const known = zones[name.toLowerCase()];
  if (known) return known;
  const [, ending] = /([A-Za-z]+\/[A-Za-z_]+(?:\/[A-Za-z_]+)?)$/.exec(name) ?? [];
  return [name, ending ?? ''].find((one) => one !== '' && isZone(one)) ?? null;
}
