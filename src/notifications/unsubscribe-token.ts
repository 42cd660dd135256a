import { createHmac, timingSafeEqual } from 'node:crypto';
import { TOPICS, type Topic } from '../bank-config/letter-topics.js';
import { CHANNELS, type ChannelName } from './topics.js';

/** Which letters somebody does not want. */
export interface Unwanted {
  userId: string;
  topic: Topic;
  channel: ChannelName;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * What a link to turn letters off carries: it says which, and is signed, so that it can be used without signing in. It does
 * not end: whoever finds an old letter can still use it.
 */
export function unsubscribeToken({ userId, topic, channel }: Unwanted, secret: string): string {
  const what = `${userId}.${topic}.${channel}`;
  return `${what}.${signatureOf(what, secret)}`;
}

/** Null for a token that was not made here. */
export function readUnsubscribeToken(token: string, secret: string): Unwanted | null {
  const [userId = '', topicName, channelName, signature = '', ...more] = token.split('.');
  const topic = TOPICS.find((name) => name === topicName);
  const channel = CHANNELS.find((name) => name === channelName);
  if (!UUID.test(userId) || !topic || !channel || more.length > 0) return null;
  const expected = Buffer.from(signatureOf(`${userId}.${topic}.${channel}`, secret));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return { userId, topic, channel };
}

function signatureOf(what: string, secret: string): string {
  return createHmac('sha256', secret).update(`unsubscribe ${what}`).digest('base64url');
}
