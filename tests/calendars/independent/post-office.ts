import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@knutpunkt/infra';
import { eventually } from '@knutpunkt/testing';

/** A mail server and a mailbox as agencies have them: Postfix takes mail by SMTP and hands it to Dovecot by LMTP, or on to the hub; Dovecot shows it by IMAP. */
export interface PostOffice {
  readonly smtpPort: number;
  readonly imapPort: number;
  stop(): Promise<void>;
}

interface Ports { readonly smtp: number; readonly lmtp: number; readonly imap: number; readonly hub: number }

const postfixOf = (dir: string, { lmtp, hub }: Ports): string => `
compatibility_level = 3.6
queue_directory = ${dir}/spool
data_directory = ${dir}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = post.example
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtp_dns_support_level = disabled
virtual_mailbox_domains = example.test
virtual_mailbox_maps = static:all
virtual_transport = lmtp:inet:127.0.0.1:${lmtp}
relay_domains = hub.example
transport_maps = inline:{ hub.example=smtp:[127.0.0.1]:${hub} }
minimal_backoff_time = 2s
queue_run_delay = 2s
alias_maps =
alias_database =
maillog_file = ${dir}/log
maillog_file_prefixes = ${dir}
`;

/** Where there is no limit to how many work at once, the program asks for a 0. */
const service = (name: string, type: string, flag: string, { program = name, most = '-' } = {}): string => `${name} ${type} ${flag} - n - ${most} ${program}`;
const masterOf = ({ smtp }: Ports): string => [
  service(`127.0.0.1:${smtp}`, 'inet', 'n', { program: 'smtpd' }), service('cleanup', 'unix', 'n', { most: '0' }), 'qmgr unix n - n 300 1 qmgr', service('rewrite', 'unix', '-', { program: 'trivial-rewrite' }),
  ...['bounce', 'defer', 'trace'].map((name) => service(name, 'unix', '-', { program: 'bounce', most: '0' })), ...['proxymap', 'smtp', 'lmtp', 'error'].map((name) => service(name, 'unix', '-')),
  ...['anvil', 'scache', 'verify'].map((name) => service(name, 'unix', '-', { most: '1' })), service('relay', 'unix', '-', { program: 'smtp' }), service('retry', 'unix', '-', { program: 'error' }), 'postlog unix-dgram n - n - 1 postlogd', '',
].join('\n');

const dovecotOf = (dir: string, { lmtp, imap }: Ports): string => `
protocols = imap lmtp
listen = 127.0.0.1
base_dir = ${dir}/run
state_dir = ${dir}/state
log_path = ${dir}/log
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${dir}/mail/%u
first_valid_uid = 0
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=mail gid=mail home=${dir}/mail/%u allow_all_users=yes
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${lmtp}
  }
}
service imap-login {
  inet_listener imap {
    port = ${imap}
  }
  inet_listener imaps {
    port = 0
  }
}
`;

/** Where each server keeps its own, by the users that their packages have made. */
function laidOut(ports: Ports): { dir: string; postfix: string; dovecot: string } {
  const dir = mkdtempSync(join(tmpdir(), 'knutpunkt-post-'));
  const [postfix, dovecot] = [join(dir, 'postfix'), join(dir, 'dovecot')];
  for (const folder of [join(postfix, 'etc'), join(postfix, 'spool'), join(postfix, 'data'), join(dovecot, 'run'), join(dovecot, 'mail')]) mkdirSync(folder, { recursive: true });
  chmodSync(dir, 0o755);
  for (const [folder, user] of [[join(postfix, 'data'), 'postfix'], [join(dovecot, 'mail'), 'mail']] as const) chownSync(folder, idOf(user), -1);
  writeFileSync(join(postfix, 'etc/main.cf'), postfixOf(postfix, ports));
  writeFileSync(join(postfix, 'etc/master.cf'), masterOf(ports));
  writeFileSync(join(dovecot, 'dovecot.conf'), dovecotOf(dovecot, ports));
  return { dir, postfix, dovecot };
}

const idOf = (user: string): number => Number(execFileSync('id', ['-u', user], { encoding: 'utf8' }));

const answers = (port: number): Promise<void> => new Promise((resolve, reject) => {
  const socket = connect(port, '127.0.0.1', () => { socket.destroy(); resolve(); });
  socket.once('error', reject);
});

/** Each leads a group of its own, which it ends with itself. */
const running = (program: string, args: readonly string[]): ChildProcess => spawn(program, args, { stdio: 'ignore', detached: true });

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** Starts both, on free ports of the loopback address. What is sent to the hub's domain is handed in at `hubPort`. */
export async function startPostOffice(hubPort: number): Promise<PostOffice> {
  const ports = { smtp: await freePort(), lmtp: await freePort(), imap: await freePort(), hub: hubPort };
  const { dir, postfix, dovecot } = laidOut(ports);
  execFileSync('/usr/sbin/postfix', ['-c', join(postfix, 'etc'), 'check'], { stdio: 'ignore' });
  const servers = [running('/usr/lib/postfix/sbin/master', ['-c', join(postfix, 'etc'), '-d']), running('/usr/sbin/dovecot', ['-F', '-c', join(dovecot, 'dovecot.conf')])];
  const stop = async (): Promise<void> => {
    await Promise.all(servers.map(ended));
    rmSync(dir, { recursive: true, force: true });
  };
  await eventually(() => Promise.all([ports.smtp, ports.lmtp, ports.imap].map(answers)), 20_000).catch(async (error: unknown) => { await stop(); throw error; });
  return { smtpPort: ports.smtp, imapPort: ports.imap, stop };
}
