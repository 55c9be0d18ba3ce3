import { spawnSync } from 'node:child_process';
import { findProgram, hasApt, installByApt } from './apt.mjs';

const PROGRAMS = ['postfix', 'dovecot', 'khal', 'vdirsyncer'];
const PACKAGES = ['postfix', 'dovecot-imapd', 'dovecot-lmtpd', 'khal', 'vdirsyncer', 'python3-icalendar'];

const hasAll = () => PROGRAMS.every((name) => findProgram([name])) && spawnSync('/usr/bin/python3', ['-c', 'import icalendar']).status === 0;

/** Else the package would ask what kind of mail server this machine is, and make it one. */
const leaveUnconfigured = () => spawnSync('debconf-set-selections', { input: 'postfix postfix/main_mailer_type select No configuration\n' });

/**
 * A real mail server (Postfix), a real mailbox (Dovecot) and calendars that are no part of the hub (vdirsyncer, khal, Python's icalendar): there, or (as root on Debian) installed now.
 * @returns {Promise<string | null>} null where they are all there, else in one line why they are not
 */
export async function missingCalendarParts() {
  if (process.getuid?.() !== 0) return 'a mail server needs root to run';
  if (hasAll()) return null;
  if (!hasApt()) return `this machine has no apt to install ${PACKAGES.join(', ')} by`;
  try {
    leaveUnconfigured();
    await installByApt(PACKAGES);
  } catch (error) {
    return `${PACKAGES.join(', ')} could not be installed (${String(error.message).split('\n')[0]})`;
  }
  return hasAll() ? null : `${PACKAGES.join(', ')} are not all there after they were installed`;
}
