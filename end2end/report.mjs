// What Playwright's report says: how many tests passed and failed, then the names of those that passed only the second time.
import { readFileSync } from 'node:fs';

const { suites, stats, errors } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const failed = stats.unexpected + (errors.length && !stats.unexpected ? 1 : 0);
console.log(`${stats.expected + stats.flaky} ${failed}`);

function names(suite, above = []) {
  const path = [...above, suite.title].filter(Boolean);
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.filter((test) => test.status === 'flaky').map((test) => `[${test.projectName}] ${[...path, spec.title].join(' › ')}`));
  return [...own, ...(suite.suites ?? []).flatMap((inner) => names(inner, path))];
}
for (const name of suites.flatMap((suite) => names(suite))) console.log(name);
