import { describe, expect, it } from 'vitest';
import { parseInventoryFile } from '../../src/inventory/parse-inventory-file.js';
import { captured, inventoryOf, problemsOf, sample, warningsOf } from './captured.js';

const HEAD = 'ID,Name,Status,Size\n';
const codesOf = (text: string): readonly string[] => problemsOf(text).map((problem) => problem.code);
const rejectsOf = (text: string) => inventoryOf(text).rejects;

describe('a row that cannot be used is a reject', () => {
  it.each([
    ['1,5 TB', 'write 1536: the size in GiB, without a unit'],
    ['1.5 TB', 'write 1536: the size in GiB, without a unit'],
    ['2 PiB', 'write 2097152: the size in GiB, without a unit'],
    ['40 GB', 'write 40: the size in GiB, without a unit'],
    ['100 MB', 'write 1: the size in GiB, without a unit'],
    ['10.5', 'write 11: Cinder sizes are whole GiB'],
    ['-5', 'write the size in GiB, such as 40, without a unit'],
    ['1.024', 'write the size in GiB, such as 40, without a unit'],
    ['NaN', 'write the size in GiB, such as 40, without a unit'],
    ['1e3', 'write the size in GiB, such as 40, without a unit'],
    ['0x10', 'write the size in GiB, such as 40, without a unit'],
    ['', 'write the size in GiB, such as 40, without a unit'],
    ['9999999999999999', 'write the size in GiB, such as 40, without a unit'],
  ])('a size of "%s": %s', (size, fix) => {
    const { volumes, rejects } = inventoryOf(`${HEAD}a,one,in-use,7\nb,two,in-use,"${size}"\n`);
    expect(volumes.map(({ id }) => id)).toEqual(['a']);
    expect(rejects).toEqual([
      expect.objectContaining({
        code: 'INV007',
        where: { file: 'inventory', line: 3, field: 'size' },
        found: `"${size}"`,
        wanted: 'a whole number of GiB',
        fix,
      }),
    ]);
  });

  it('names both lines when an id appears twice', () => {
    const [problem] = rejectsOf(`${HEAD}a,"x\ny",in-use,7\nb,,in-use,1\na,again,in-use,7\n`);
    expect(problem).toMatchObject({ code: 'INV003', where: { line: 5 }, found: '"a" again, first on line 2' });
  });

  it('a row with too many or, before others, too few cells', () => {
    const rejects = rejectsOf(`${HEAD}a,x,in-use,7,more\nb,x\nc,ok,in-use,1\n`);
    expect(rejects.map(({ code, where, found }) => [code, where.line, found])).toEqual([
      ['INV011', 2, '5 cells'],
      ['INV011', 3, '2 cells'],
    ]);
  });

  it('a row without an id', () => {
    expect(rejectsOf(`${HEAD},x,in-use,7\nb,x,in-use,1\n`).map(({ code, where }) => [code, where.line])).toEqual([['INV012', 2]]);
  });

  it('a fractional, negative or missing size in JSON, with line and column', () => {
    const text = '[{"ID":"a","Size":1},\n {"ID":"b","Size":1.5},\n {"ID":"c","Size":-1}, {"ID":"d"}, {"ID":"e","Size":[[]]}]';
    expect(rejectsOf(text).map(({ code, where, found }) => [code, where.line, where.column, found])).toEqual(
      [
        ['INV007', 2, 2, '1.5'],
        ['INV007', 3, 2, '-1'],
        ['INV007', 3, 24, 'nothing'],
        ['INV007', 3, 36, 'a list'],
      ].map((row) => (row[3] === 'nothing' || row[3] === 'a list' ? row : [...row.slice(0, 3), `"${row[3]}"`])),
    );
  });
});

describe('a file that cannot be trusted is an error', () => {
  it.each([
    ['an empty file', '', 'INV001'],
    ['blank lines', '\n \n', 'INV001'],
    ['the empty line that a table of no volumes is', captured('volume-list-empty.table'), 'INV013'],
    ['prose', 'Dear all,\nhere is the list.', 'INV002'],
    ['JSON of something else', '{"pools": []}', 'INV002'],
    ['another table', captured('cinder-get-pools.table'), 'INV002'],
    ['a column ID that is missing', captured('volume-list-displayname.csv'), 'INV004'],
    ['a column Size that is missing', captured('project-list.csv'), 'INV004'],
    ['REST without detail', captured('rest-volumes-brief.json'), 'INV004'],
    ['-f value', captured('volume-list-all.value'), 'INV005'],
    ['--quote none', captured('volume-list-all-long.quote-none.csv'), 'INV005'],
    ['a backup list, CSV', captured('backup-list-all-long.csv'), 'INV006'],
    ['a snapshot list, CSV', captured('snapshot-list-all-long.csv'), 'INV006'],
    ['a snapshot list, table', captured('cinder-snapshot-list.table'), 'INV006'],
    ['a type list, CSV', captured('type-list-long.csv'), 'INV006'],
    ['a type list, JSON', captured('type-list-long.json'), 'INV006'],
    ['types of REST', captured('rest-types.json'), 'INV006'],
    ['snapshots of REST', captured('rest-snapshots-detail-page.json'), 'INV006'],
    ['backups of REST', captured('rest-backups-detail-page.json'), 'INV006'],
    ['a summary of REST', captured('rest-summary.json'), 'INV006'],
    ['NaN in JSON', '[{"ID": "a", "Size": NaN}]', 'INV009'],
    ['a quote inside a bare cell', `${HEAD}a,x"y,in-use,1\n`, 'INV009'],
    ['text after a closing quote', `${HEAD}a,"x"y,in-use,1\n`, 'INV009'],
    ['CSV of a header only', captured('volume-list-empty.csv'), 'INV013'],
    ['an empty JSON list', captured('volume-list-empty.json'), 'INV013'],
    ['the empty answer to an unscoped token', captured('unscoped-volumes.json'), 'INV013'],
    ['refusal 401', captured('err-401-no-token.json'), 'INV015'],
    ['refusal 404', captured('err-404-path.json'), 'INV015'],
    ['refusal 406', captured('err-406-microversion.json'), 'INV015'],
    ['zero bytes, as in UTF-16', 'I\u0000D\u0000,\u0000', 'INV016'],
  ])('%s', (_what, text, code) => {
    expect(codesOf(text)).toContain(code);
    expect(problemsOf(text).every((problem) => problem.fix !== undefined)).toBe(true);
  });

  it('says which command to run instead of -f value', () => {
    expect(problemsOf(captured('volume-list-all.value'))[0]?.fix).toBe(
      'run: openstack volume list --all-projects --long -f json',
    );
  });

  it('says of the line break that a table of no volumes is that no volumes were answered, and to check project and role', () => {
    const [problem] = problemsOf(captured('volume-list-empty.table'));
    expect([problem?.found, problem?.wanted]).toEqual([
      'a blank line and no more, as the client prints a table of no volumes',
      'at least one volume',
    ]);
    expect(problem?.fix).toContain('check the project and the role');
  });

  it('tells all problems of a file at once, in the order of its lines', () => {
    expect(
      problemsOf(`${HEAD}a,x,in-use,1\na,x,in-use,1\nb,x,in-use,-1\nc,"x`).map(({ code, where }) => [code, where.line]),
    ).toEqual([
      ['INV003', 3],
      ['INV007', 4],
      ['INV008', 5],
    ]);
  });

  it('does not take a file of nothing but rejects for an inventory', () => {
    expect(codesOf(`${HEAD}a,x,in-use,1 TB\n`)).toEqual(['INV013', 'INV007']);
  });

  it('survives brackets nested by twenty thousand', () => {
    const deep = '['.repeat(20_000);
    expect(codesOf(deep)).not.toEqual([]);
    expect(codesOf(`- ID: ${deep}`)).not.toEqual([]);
    expect(codesOf(`{"volumes":${deep}`)).not.toEqual([]);
    expect(rejectsOf(`[{"ID":"a","Size":1},{"ID":"b","Size":${deep}${']'.repeat(20_000)}}]`)).toHaveLength(1);
  });
});

describe('a file that is cut', () => {
  it.each([
    'volume-list-all-long.json',
    'volume-list-all-long.table',
    'volume-list-all-long.quote-all.csv',
    'rest-volumes-page3.json',
  ])('is never taken for whole, wherever %s is cut inside its last tenth', (file) => {
    const text = captured(file).trimEnd();
    for (let cut = Math.floor(text.length * 0.9); cut < text.length; cut += 97) {
      const result = parseInventoryFile({ file, text: text.slice(0, cut) });
      const lastLineIsWhole = file.endsWith('.csv') && /"\n?$/.test(text.slice(0, cut)) && result.ok;
      if (!lastLineIsWhole) expect([cut, result.ok]).toEqual([cut, false]);
    }
  });

  it('is an error when YAML loses keys of its last volume', () => {
    const text = captured('volume-list-all-long.yaml');
    expect(codesOf(text.slice(0, text.lastIndexOf('  Status:')))).toContain('INV008');
  });

  it('is an error when the last cell is a size without a line break: 409 may be 4096', () => {
    expect(codesOf(`${HEAD}a,x,in-use,409`)).toEqual(['INV008']);
    expect(inventoryOf(`${HEAD}a,x,in-use,409\n`).volumes).toHaveLength(1);
  });

  it('is an error where a terminal cut the lines of a table', () => {
    const cut = captured('volume-list-all.table')
      .split('\n')
      .map((line) => line.slice(0, 120))
      .join('\n');
    expect(codesOf(cut)).toEqual(['INV010']);
  });

  it('is an error where the client wrapped cells to fit a terminal', () => {
    const wrapped = [
      '+------------------+------+-----------+------+',
      '| ID               | Name | Status    | Size |',
      '+------------------+------+-----------+------+',
      '| 0108d641-51e0-41 | live | available |    1 |',
      '| 00-9ca6-a3bb3977 | -vol |           |      |',
      '| 1c77             |      |           |      |',
      '+------------------+------+-----------+------+',
    ].join('\n');
    expect(codesOf(wrapped)).toContain('INV010');
  });
});

describe('a warning travels with the inventory', () => {
  it.each([
    ['a page that is not the last', captured('rest-volumes-page1.json'), 'INV017'],
    ['2 volumes of a count of 200', captured('rest-volumes-with-count.json'), 'INV017'],
    ['no column Status', captured('volume-list-columns.csv'), 'INV019'],
    ['no line break after a last cell without quotes', 'ID,Size,Name\na,1,x', 'INV020'],
    ['characters that were not UTF-8', 'ID,Size,Name\na,1,na\uFFFDve\n', 'INV016'],
    ['metadata that cannot be read', `ID,Size,Properties\na,1,"{'k': "\nb,1,{}\n`, 'INV018'],
  ])('%s', (_what, text, code) => {
    expect(warningsOf(parseInventoryFile({ file: 'inventory', text }))).toContain(code);
  });

  it('is none on the shipped sample', () => {
    expect(warningsOf(parseInventoryFile({ file: 'inventory', text: sample('volumes.csv') }))).toEqual([]);
  });
});
