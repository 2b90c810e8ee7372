// The plans of the statements that a request leads to, those inside of functions too, by auto_explain.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { root, sql } from '../server.mjs';

const settings = {
  session_preload_libraries: 'auto_explain',
  'auto_explain.log_min_duration': '0',
  'auto_explain.log_nested_statements': 'on',
  'auto_explain.log_format': 'text',
};

/** Connections to a database explain what they run, from the next one on; `log` is the cluster's. */
export function explain(database, isOn) {
  const [{ name }] = sql(database, 'select current_database() as name');
  for (const [key, value] of Object.entries(settings)) {
    sql(database, isOn ? `alter database ${name} set ${key} = '${value}'` : `alter database ${name} reset ${key}`);
  }
}

/** Does something, and answers the plans that were logged meanwhile: { query, nodes }. */
export async function plansOf(log, work) {
  const from = existsSync(log) ? statSync(log).size : 0;
  await work();
  const text = readFileSync(log).subarray(from).toString();
  return text.split(/^(?=\d{4}-\d\d-\d\d )/m).filter((entry) => entry.includes(' plan:')).map((entry) => {
    const [, query = '', plan = ''] = entry.match(/Query Text: ([^]*?)\n\t((?:[^\n]*\(cost=)[^]*)$/) ?? [];
    const nodes = plan.split('\n').map((line) => line.replace(/^\t/, '')).filter((line) => /\(cost=/.test(line)).map((line) => line.replace(/  \(cost=.*$/, ''));
    return { query: query.replace(/\s+/g, ' ').trim(), nodes };
  }).filter((plan) => plan.nodes.length);
}

/** Prints where each list's rows come from, writes all plans to target/FILE, and answers the lists that read a table from end to end. */
export function report(byList, file) {
  const reads = / on (customer|contact)( |$)/;
  const whole = [];
  console.log('\nPlans:');
  for (const [list, plans] of Object.entries(byList)) {
    const found = [...new Set(plans.flatMap((plan) => plan.nodes).map((node) => node.trim().replace(/^-> +/, '')).filter((node) => reads.test(node) || /^Bitmap Index Scan/.test(node)))];
    console.log(`  ${list}: ${found.join(', ')}`);
    if (plans.some((plan) => plan.nodes.some((node) => /Seq Scan on (customer|contact)( |$)/.test(node)))) whole.push(list);
  }
  writeFileSync(`${root}target/${file}`, Object.entries(byList).map(([list, plans]) => `== ${list}\n${plans.map((plan) => `${plan.query}\n${plan.nodes.join('\n')}\n`).join('\n')}`).join('\n'));
  return whole;
}
