// Which selectors make a browser style the whole page anew at every change: those with :has() on whatever it may be,
// and those for whatever is in, or beside, something with :has(). A class, an id or a kind of element says what it is.

/** Parts a text where the separator stands outside brackets. */
function parted(text, separators) {
  const parts = [''];
  let depth = 0;
  for (const letter of text) {
    if ('(['.includes(letter)) depth += 1;
    if (')]'.includes(letter)) depth -= 1;
    if (!depth && separators.includes(letter)) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts.map((part) => part.trim()).filter(Boolean);
}

/** All selectors of a minified stylesheet. */
export const selectors = (css) => [...css.matchAll(/([^{};]+)\{/g)].map((m) => m[1]).filter((head) => !head.trim().startsWith('@')).flatMap((head) => parted(head, ','));

/** Without what stands in parentheses: what is left of `.a:is(.b,c):has(d)` is `.a:is:has`. */
function outside(text) {
  let depth = 0;
  return [...text].filter((letter) => {
    if (letter === ')') depth -= 1;
    const isOut = depth === 0 && letter !== ')';
    if (letter === '(') depth += 1;
    return isOut && letter !== '(';
  }).join('');
}

/** The alternatives of an :is() or :where() that says what an element is, or none. */
const alternatives = (part) => {
  const list = part.match(/^:(?:is|where)\((.*?)\)(?=$|[:.[#])/)?.[1];
  return list ? parted(list, ',').map((one) => parted(one, ' >+~').at(-1)) : [];
};

/** Whether it says which elements are meant. */
function isNamed(part) {
  const others = alternatives(part);
  if (others.length) return others.every(isNamed);
  const bare = outside(part).replace(/:[\w-]+/g, '');
  return /[.#]|^[a-z]|\[data-/i.test(bare) || part.startsWith(':root');
}

/** Whether a change anywhere makes a browser look at everything because of it. */
export function reachesFar(selector) {
  const parts = parted(selector, ' >+~');
  const first = parts.findIndex((part) => part.includes(':has('));
  return first >= 0 && parts.slice(first).some((part) => !isNamed(part));
}

const is = [':has(label) .a', '.a:has(b) *', '.a:has(b)>*', ':has(>textarea[data-calls])', ':is(form,dd,[id]):has(>.b)', '*:has(b)', '[id]:has(b)', '.a:has(b) :is(*)'];
const isNot = ['.tag:has(a)', '.b:not(.c)>*', '.a:has(b) .c', ':is(.a,.b):has(>c)', 'body:has(.d[data-any]) .e', '.f:where(:has(g)) label:before', ':root:has(.h)', '.i tr:has(.j)', '.k:not(:has(>*))'];
const wrong = [...is.filter((one) => !reachesFar(one)), ...isNot.filter(reachesFar)];
if (wrong.length) throw new Error(`Taken for what they are not: ${wrong.join('; ')}`);
