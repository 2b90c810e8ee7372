// What global-setup.ts tells the workers.
import { root } from './server.mjs';

export type Customer = { id: string; number: number; name: string };
export type Person = { id: string; email: string; name: string };
/** A message that the mail server took: the values of its head by their names in small letters, and its text. */
export type Mail = { to: string[]; heads: Record<string, string>; text: string; parts?: Omit<Mail, "to">[] };
/** An SMS that the gateway took: what its form had. */
export type Sms = { id: string; from: string; to: string; message: string };
export type State = { address: string; database: string; mail: string; sms: string; graph: string; imap: { port: number; folder: string }; rich: Customer; customers: Customer[]; consultants: Person[] };

export const statePath = `${root}target/dev/end2end.json`;
/** One empty file per customer that a test has taken. */
export const claims = `${root}target/dev/claims`;
