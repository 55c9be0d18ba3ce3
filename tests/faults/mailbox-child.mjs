import { startMailbox } from '@knutpunkt/infra/mailbox';

// The mailbox of a fault trial, told where to keep its mails; answers whatever it is asked with all that has arrived.
const mailbox = await startMailbox({ dir: process.argv[2] });
process.on('message', (question) => process.send({ question, messages: mailbox.messages() }));
// Whoever asks is gone: nobody sends to it any more.
process.on('disconnect', () => mailbox.stop());
process.send({ smtpUrl: mailbox.smtpUrl });
