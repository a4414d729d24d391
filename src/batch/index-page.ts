import { createHash } from 'node:crypto';
import { renderPlace } from '../problems/render.js';
import { groupDigits } from '../units/digits.js';
import type { Summary } from './summary.js';
import type { RowResult } from './types.js';

const CSS = `:root{color-scheme:light dark;--ink:#1a1a1a;--soft:#555;--paper:#fff;--rule:#ccc;--edge:#666;--link:#0645ad;--bad:#a00000;--warn:#7a4a00}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e8ecef;--soft:#aab4bd;--paper:#12171c;--rule:#3a444d;--edge:#8a97a3;--link:#7cc4f0;--bad:#ff9d9d;--warn:#f2c26b}}
body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:75rem;padding:1rem;color:var(--ink);background:var(--paper)}
dl{display:flex;flex-wrap:wrap;gap:.5rem 2rem}dt{color:var(--soft)}dd{margin:0;font-size:1.25rem;font-weight:600}
label{display:inline-block;margin:0 1rem .5rem 0}input,select{font:inherit;color:inherit;background:var(--paper);padding:.3rem;border:1px solid var(--edge);border-radius:.25rem;max-width:100%;box-sizing:border-box}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}caption{text-align:left}th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid var(--rule);vertical-align:top}td{overflow-wrap:anywhere}
th button{font:inherit;color:inherit;font-weight:600;background:none;border:0;padding:.2rem 0;cursor:pointer;text-decoration:underline}
.of{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.number{text-align:right;font-variant-numeric:tabular-nums}td:nth-child(1),td:nth-child(3),td.number{overflow-wrap:normal}@media (min-width:44rem){td:nth-child(3),td.number{white-space:nowrap}}
tr.failed td:nth-child(3){color:var(--bad);font-weight:600}tr.over td:nth-child(3){color:var(--warn);font-weight:600}
a{color:var(--link);margin-right:.5rem}td a{position:relative}:focus-visible{outline:3px solid var(--link);outline-offset:2px}
@media screen and (max-width:44rem){tbody tr.on,html:not(.paged) tbody tr{display:grid;grid-template-columns:auto 1fr auto;border-bottom:1px solid var(--rule);padding:.4rem 0}tbody td{border:0;padding:.1rem .4rem .1rem 0}td:nth-child(2){grid-column:2/4}td:nth-child(3){grid-column:2}td:nth-child(5){grid-column:2/4}}
@media screen{.paged tbody tr:not(.on){display:none}}
html:not(.paged) :is(form,.pages button){display:none}.pages button{font:inherit;color:var(--link);background:none;border:1px solid var(--edge);border-radius:.25rem;padding:.1rem .6rem;margin-left:.5rem}.pages button:disabled{color:var(--soft)}
@media print{form,.pages{display:none}thead{display:table-header-group}tr{break-inside:avoid}}`;

/**
 * Search, filter, sort and pages of 100 rows: a row that is not shown takes part in no layout, so ten thousand are as quick as a hundred.
 * It runs before the rows are read, so they are never laid out all at once; without it, and on paper, all of them stand there.
 */
const SCRIPT = `document.documentElement.className='paged';addEventListener('DOMContentLoaded',()=>{
const size=100,byId=(id)=>document.getElementById(id),body=document.querySelector('tbody'),heads=[...document.querySelectorAll('th')],compare=new Intl.Collator('en',{numeric:true}).compare;
let all=[...body.rows].map((row)=>({row,text:row.textContent.toLowerCase()})),found=all,page=0,on=[];
const draw=()=>{for(const row of on)row.className=row.className.replace(' on','');on=found.slice(page*size,(page+1)*size).map(({row})=>row);for(const row of on)row.className+=' on';body.append(...on);
const first=found.length===0?0:page*size+1;byId('shown').textContent='Rows '+first+' to '+(page*size+on.length)+' of '+found.length+(found.length===all.length?'':' found in '+all.length);
byId('back').disabled=page===0;byId('on').disabled=(page+1)*size>=found.length};
const find=()=>{const wanted=byId('text').value.toLowerCase(),status=byId('status').value;page=0;found=all.filter(({row,text})=>text.includes(wanted)&&(status===''||row.classList.contains(status)));draw()};
byId('text').addEventListener('input',find);byId('status').addEventListener('change',find);
byId('back').addEventListener('click',()=>{page--;draw()});byId('on').addEventListener('click',()=>{page++;draw()});
document.querySelector('form').addEventListener('submit',(event)=>event.preventDefault());addEventListener('beforeprint',()=>body.append(...all.map(({row})=>row)));
for(const head of heads)head.querySelector('button').addEventListener('click',()=>{const up=head.getAttribute('aria-sort')!=='ascending',at=head.cellIndex;
for(const other of heads)other.removeAttribute('aria-sort');head.setAttribute('aria-sort',up?'ascending':'descending');
for(const one of all){const cell=one.row.cells[at];one.key=cell.dataset.sort??cell.textContent}
all.sort((a,b)=>(up?1:-1)*compare(a.key,b.key));find()});find()})`;

const WORDS = { failed: 'failed', over: 'over', done: 'done' } as const;

/** The page that lists a batch: failures first, sortable, filterable, nothing loaded. Names are strangers' text. */
export function indexPage({ rows, done, over, failed, missing, totals, results, version }: Summary): string {
  const facts = [
    ['Rows', `${rows}`],
    ['Done', `${done}`],
    ['Over a budget or check', `${over}`],
    ['Failed', `${failed}`],
    ...(missing.length > 0 ? [['Without a result', `${missing.length}`]] : []),
    ...totals.map(({ currency, total, atLeast }) => [
      `Total in ${currency}`,
      `${atLeast ? 'at least ' : ''}${groupDigits(total)}`,
    ]),
  ];
  const heads = ['Row', 'Name', 'Result', 'Total', 'Files and problems'].map(
    (head) => `<th scope="col"${head === 'Total' ? ' class="number"' : ''}><button type="button">${head}</button></th>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash(CSS)}'; script-src 'sha256-${hash(SCRIPT)}'; base-uri 'none'; form-action 'none'">
<title>Batch: ${rows} reports</title><style>${CSS}</style><script>${SCRIPT}</script></head><body><main>
<h1>Batch of ${rows} reports</h1>
<dl>${facts.map(([name = '', value = '']) => `<div><dt>${escaped(name)}</dt><dd>${escaped(value)}</dd></div>`).join('')}</dl>
<form><label>Search <input id="text" type="search"></label><label>Result <select id="status"><option value="">all</option>${Object.entries(
    WORDS,
  )
    .map(([value, word]) => `<option value="${value}">${word}</option>`)
    .join('')}</select></label></form>
<p class="pages"><span id="shown" role="status">${results.length} rows</span> <button type="button" id="back">Previous rows</button> <button type="button" id="on">Next rows</button></p>
<div class="wide" role="region" aria-label="Reports" tabindex="0"><table><caption>One line for each report; a column's name sorts by it.</caption>
<thead><tr>${heads.join('')}</tr></thead>
<tbody>
${results.map(lineOf).join('\n')}
</tbody></table></div>
<p>Made by Stowage ${escaped(version)}. The same as data: <a href="summary.json">summary.json</a></p>
</main></body></html>
`;
}

function lineOf({ row, name, status, totalText, total, outputs, problems, over }: RowResult): string {
  const files = outputs.map(
    ({ format, path }) => `<a href="${escaped(linkTo(path))}">${escaped(format)}<span class="of"> of ${escaped(name)}</span></a>`,
  );
  const said = [
    ...problems.map(({ where, found, wanted }) => `${renderPlace(where)}: found ${found}, wanted ${wanted}`),
    ...over,
  ];
  return `<tr class="${status}"><td data-sort="${row}">${row}</td><td>${escaped(name)}</td><td>${WORDS[status]}</td><td class="number" data-sort="${escaped(total)}">${escaped(totalText)}</td><td>${files.join(' ')}${said.map((text) => `<div>${escaped(text)}</div>`).join('')}</td></tr>`;
}

const linkTo = (path: string): string => path.split('/').map(encodeURIComponent).join('/');
const hash = (text: string): string => createHash('sha256').update(text, 'utf8').digest('base64');
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
