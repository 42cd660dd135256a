// A real SMTP server, in a process of its own: it tells what it got, and answers as it is told to.
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** Answers to the next recipients and letters, in order; then 250. `hold`: no answer until `release`. */
const answers = { recipient: [], letter: [] };
const held = [];

const answer = (kind, callback) => {
  const next = answers[kind].shift();
  if (next === undefined || next === 250) callback();
  else if (next === 'hold') held.push(callback);
  else callback(Object.assign(new Error('as the test wants it'), { responseCode: next }));
};

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  logger: false,
  maxClients: 200,
  onRcptTo(_address, _session, callback) {
    answer('recipient', callback);
  },
  onData(stream, session, callback) {
    simpleParser(stream).then((mail) => {
      const headers = Object.fromEntries(
        mail.headerLines.map(({ key, line }) => [key, line.slice(key.length + 1).trim()]),
      );
      process.send({
        got: {
          from: session.envelope.mailFrom.address,
          to: session.envelope.rcptTo.map(({ address }) => address),
          messageId: mail.messageId,
          sender: mail.from?.value[0],
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          headers,
        },
      });
      answer('letter', callback);
    }, callback);
  },
});
server.on('error', () => undefined);

process.on('message', ({ recipient = [], letter = [], release }) => {
  answers.recipient.push(...recipient);
  answers.letter.push(...letter);
  if (release) for (const callback of held.splice(0)) callback();
  process.send({ done: true });
});
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => process.send({ port: server.server.address().port }));
