// What a bench has measured, as a table and as a file.
import { writeFileSync } from 'node:fs';
import { root } from '../server.mjs';

const round = (value) => Number(value.toPrecision(value < 100 ? 3 : 4));

/** Rows of what was measured. */
export class Table {
  results = [];
  #signs = [];

  /** Notes one result. The limit is { below }, { most } or { least }; without it the result only informs. */
  note(name, unit, median, p95, { below, most, least } = {}) {
    const target = below ?? most ?? least ?? null;
    const ok = target === null ? null : below ? median < below : most ? median <= most : median >= least;
    this.#signs.push(below ? '<' : most ? '<=' : least ? '>=' : '');
    this.results.push({ name, unit, median: round(median), p95: p95 === undefined ? null : round(p95), target, ok });
    process.stdout.write(`  ${name}\n`);
  }

  /** Prints all rows and writes them to target/FILE; whether all targets are met. */
  end(file) {
    const rows = this.results.map((row, at) => {
      const limit = row.target === null ? '' : `${this.#signs[at]} ${row.target}`;
      return [row.name, String(row.median), row.p95 === null ? '' : String(row.p95), row.unit, limit, row.ok === null ? '' : row.ok ? 'ok' : 'MISSED'];
    });
    printed([['', 'median', 'p95', '', 'target', ''], ...rows], [0, 3, 5]);
    const missed = this.results.filter((row) => row.ok === false).length;
    console.log(missed ? `\n${missed} of ${this.results.filter((row) => row.ok !== null).length} targets missed.` : '\nAll targets met.');
    writeFileSync(`${root}target/${file}`, `${JSON.stringify(this.results, null, 2)}\n`);
    return missed === 0;
  }
}

/** Prints rows of cells, those of the columns in `left` flush left. */
export function printed(rows, left = [0]) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  console.log();
  for (const row of rows) console.log(row.map((cell, at) => (left.includes(at) ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join('  ').trimEnd());
}
