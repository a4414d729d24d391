import { createHash } from 'node:crypto';
import { renderPlace } from '../problems/render.js';
import type { Summary } from './summary.js';
import type { RowResult } from './types.js';

const CSS = `:root{color-scheme:light}body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:75rem;padding:1rem;color:#1a1a1a;background:#fff}
dl{display:flex;flex-wrap:wrap;gap:.5rem 2rem}dt{color:#555}dd{margin:0;font-size:1.25rem;font-weight:600}
label{display:inline-block;margin:0 1rem .5rem 0}input,select{font:inherit;padding:.3rem;border:1px solid #666;border-radius:.25rem;max-width:100%;box-sizing:border-box}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}caption{text-align:left}th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #ccc;vertical-align:top}
th button{font:inherit;font-weight:600;background:none;border:0;padding:.2rem 0;cursor:pointer;text-decoration:underline}
td.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}tr.failed td:nth-child(3){color:#a00000;font-weight:600}tr.over td:nth-child(3){color:#7a4a00;font-weight:600}
a{color:#0645ad;margin-right:.5rem}:focus-visible{outline:3px solid #0645ad;outline-offset:2px}@media print{form{display:none}}`;

const SCRIPT = `const body=document.querySelector('tbody'),rows=[...body.rows],text=document.getElementById('text'),status=document.getElementById('status'),shown=document.getElementById('shown');
const filter=()=>{const wanted=text.value.toLowerCase();let count=0;for(const row of rows){row.hidden=!(row.textContent.toLowerCase().includes(wanted)&&(status.value===''||row.className===status.value));if(!row.hidden)count++}
shown.textContent=count+' of '+rows.length+' rows shown'};text.addEventListener('input',filter);status.addEventListener('change',filter);document.querySelector('form').addEventListener('submit',(event)=>event.preventDefault());
for(const button of document.querySelectorAll('th button'))button.addEventListener('click',()=>{const head=button.closest('th'),up=head.getAttribute('aria-sort')!=='ascending',at=head.cellIndex;
for(const other of document.querySelectorAll('th'))other.removeAttribute('aria-sort');head.setAttribute('aria-sort',up?'ascending':'descending');
const key=(row)=>row.cells[at].dataset.sort??row.cells[at].textContent;
rows.sort((a,b)=>(up?1:-1)*key(a).localeCompare(key(b),'en',{numeric:true}));body.append(...rows)})`;

const WORDS = { failed: 'failed', over: 'over budget or check', done: 'done' } as const;

/** The page that lists a batch: failures first, sortable, filterable, nothing loaded. Names are strangers' text. */
export function indexPage({ rows, done, over, failed, missing, totals, results, version }: Summary): string {
  const facts = [
    ['Rows', `${rows}`],
    ['Done', `${done}`],
    ['Over a budget or check', `${over}`],
    ['Failed', `${failed}`],
    ...(missing.length > 0 ? [['Without a result', `${missing.length}`]] : []),
    ...totals.map(({ currency, total, atLeast }) => [`Total in ${currency}`, `${atLeast ? 'at least ' : ''}${grouped(total)}`]),
  ];
  const heads = ['Row', 'Name', 'Result', 'Total', 'Files and problems'].map(
    (head) => `<th scope="col"><button type="button">${head}</button></th>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash(CSS)}'; script-src 'sha256-${hash(SCRIPT)}'; base-uri 'none'; form-action 'none'">
<title>Batch: ${rows} reports</title><style>${CSS}</style></head><body><main>
<h1>Batch of ${rows} reports</h1>
<dl>${facts.map(([name = '', value = '']) => `<div><dt>${escaped(name)}</dt><dd>${escaped(value)}</dd></div>`).join('')}</dl>
<form><label>Search <input id="text" type="search"></label><label>Result <select id="status"><option value="">all</option>${Object.entries(
    WORDS,
  )
    .map(([value, word]) => `<option value="${value}">${word}</option>`)
    .join('')}</select></label></form>
<p id="shown" role="status">${results.length} of ${results.length} rows shown</p>
<div class="wide" role="region" aria-label="Reports" tabindex="0"><table><caption>One line for each report; a column's name sorts by it.</caption>
<thead><tr>${heads.join('')}</tr></thead>
<tbody>
${results.map(lineOf).join('\n')}
</tbody></table></div>
<p>Made by Stowage ${escaped(version)}. The same as data: <a href="summary.json">summary.json</a></p>
</main><script>${SCRIPT}</script></body></html>
`;
}

function lineOf({ row, name, status, totalText, total, currency, outputs, problems, over }: RowResult): string {
  const files = outputs.map(
    ({ format, path }) => `<a href="${escaped(linkTo(path))}">${escaped(format)}<span hidden> of ${escaped(name)}</span></a>`,
  );
  const said = [
    ...problems.map(({ where, found, wanted }) => `${renderPlace(where)}: found ${found}, wanted ${wanted}`),
    ...over,
  ];
  const cost = totalText === '' ? '' : `${totalText} ${currency}`;
  return `<tr class="${status}"><td data-sort="${row}">${row}</td><td>${escaped(name)}</td><td>${WORDS[status]}</td><td class="number" data-sort="${escaped(total)}">${escaped(cost)}</td><td>${files.join(' ')}${said.map((text) => `<div>${escaped(text)}</div>`).join('')}</td></tr>`;
}

const linkTo = (path: string): string => path.split('/').map(encodeURIComponent).join('/');
const hash = (text: string): string => createHash('sha256').update(text, 'utf8').digest('base64');
const grouped = (amount: string): string => amount.replace(/\B(?=(\d{3})+(?!\d)(?=\.))/g, ',');
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
