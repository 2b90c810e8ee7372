// What global-setup.ts tells the workers.
import { root } from './server.mjs';

export type Customer = { id: string; number: number; name: string };
export type Person = { id: string; email: string; name: string };
export type State = { address: string; database: string; rich: Customer; customers: Customer[]; consultants: Person[] };

export const statePath = `${root}target/dev/end2end.json`;
/** One empty file per customer that a test has taken. */
export const claims = `${root}target/dev/claims`;
