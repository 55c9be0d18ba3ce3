import { startMailbox } from '@knutpunkt/infra/mailbox';

// A mail server to send to, as a process of its own: mailbox.mjs <folder>.
const mailbox = await startMailbox({ dir: process.argv[2] });
process.send({ url: mailbox.smtpUrl });
process.on('disconnect', () => process.exit(0));
