import type { OracleDatabase } from '../../../../sandbox/oracle/oracleDatabase';
import type { OracleSession } from '../../../../sandbox/oracle/session';
import type { Value } from '../../../../sandbox/oracle/database';
import { execute, openDatabase, rows } from '../openDatabase';

let database: OracleDatabase;
let session: OracleSession;

beforeAll(async () => {
  database = await openDatabase();
  session = database.openSession('A');
  await execute(session, 'create table dept (id number(4) primary key, name varchar2(20))');
  await execute(
    session,
    `create table emp (id number(4) primary key, name varchar2(20), dept number(4) references dept (id),
       salary number(8,2), hired date, note clob)`,
  );
  await execute(session, `insert into dept values (10, 'ACCOUNTS')`);
  await execute(session, `insert into dept values (20, 'RESEARCH')`);
  await execute(session, `insert into emp values (1, 'King', 10, 5000, date '2020-01-31', 'boss')`);
  await execute(session, `insert into emp values (2, 'Blake', 10, 2850.5, date '2021-06-01', null)`);
  await execute(
    session,
    `insert into emp values (3, 'Ford', null, null, timestamp '2022-03-04 05:06:07', '')`,
  );
  await session.commit();
});

afterAll(() => database.close());

const date = (text: string): Date => new Date(`${text}Z`);

const cases: readonly (readonly [sql: string, expected: Value[][]])[] = [
  // NULL and ''
  [`select nvl('', 'x') from dual`, [['x']]],
  [`select 'a' || null || 'b', null || null from dual`, [['ab', null]]],
  [`select count(*) from emp where note is null`, [[2]]],
  [`select count(*) from emp where '' = ''`, [[0]]],
  [`select decode(null, null, 'null', 'other'), nvl2(salary, 1, 0) from emp where id = 3`, [['null', 0]]],
  [`select name from emp order by salary`, [['Blake'], ['King'], ['Ford']]],
  [`select name from emp order by salary desc`, [['Ford'], ['King'], ['Blake']]],
  [`select name from emp order by salary desc nulls last`, [['King'], ['Blake'], ['Ford']]],
  // numbers
  [`select 1/2, 7/7, 0.1 + 0.2, -3 + 1, 2 * (3 + 4) from dual`, [[0.5, 1, 0.3, -2, 14]]],
  [`select '5' + 1, 10 || '', 1/4 || '' from dual`, [[6, '10', '.25']]],
  [`select count(*) from emp where id = '2'`, [[1]]],
  [`select 9007199254740993 from dual`, [['9007199254740993']]],
  // strings
  [
    `select upper('straße'), substr('abcdef', -3, 2), instr('abcabc', 'c', 1, 2) from dual`,
    [['STRASSE', 'de', 6]],
  ],
  [`select q'[it's]', N'x' from dual`, [["it's", 'x']]],
  [`select name from emp where name like 'k%'`, []],
  [`select name from emp where name like 'B_a%'`, [['Blake']]],
  [`select trim(both 'x' from 'xxaxx'), trim(' b ') from dual`, [['a', 'b']]],
  // dates
  [`select hired + 1, hired - date '2020-01-01' from emp where id = 1`, [[date('2020-02-01T00:00:00'), 30]]],
  [`select to_char(hired, 'YYYY-MM-DD HH24:MI:SS') from emp where id = 3`, [['2022-03-04 05:06:07']]],
  [
    `select add_months(hired, 1), extract(year from hired) from emp where id = 1`,
    [[date('2020-02-29T00:00:00'), 2020]],
  ],
  [`select name from emp where hired = '01-JUN-21'`, [['Blake']]],
  [`select hired + interval '2' hour from emp where id = 1`, [[date('2020-01-31T02:00:00')]]],
  [`select count(*) from emp where hired between date '2021-01-01' and sysdate`, [[2]]],
  [`select cast(timestamp '2020-01-01 10:00:00.75' as date) from dual`, [[date('2020-01-01T10:00:00')]]],
  // names
  [`select "NAME" "quoted Name", e.name from A.EMP e where E.id = 1`, [['King', 'King']]],
  [`select /*+ FULL(e) */ e.* from (select id from emp) e where id < 2 -- trailing`, [[1]]],
  // limits
  [`select name from emp where rownum <= 2 order by name desc`, [['King'], ['Blake']]],
  [`select id from emp order by id offset 1 row fetch next 1 rows only`, [[2]]],
  [`select count(*) from (select * from emp where rownum < 3)`, [[2]]],
  [`select name from emp where rownum = 2`, []],
  [
    `select * from (select e.id, rownum rn from (select id from emp order by id desc) e where rownum <= 3) where rn >= 2`,
    [
      [2, 2],
      [1, 3],
    ],
  ],
  // sets, joins, groups
  [`select id from emp minus select 2 from dual order by 1 desc`, [[3], [1]]],
  [
    `select d.name, count(e.id) from dept d left join emp e on e.dept = d.id group by d.name order by 1`,
    [
      ['ACCOUNTS', 2],
      ['RESEARCH', 0],
    ],
  ],
  [
    `select e.name, d.name from emp e, dept d where e.dept = d.id(+) order by e.id`,
    [
      ['King', 'ACCOUNTS'],
      ['Blake', 'ACCOUNTS'],
      ['Ford', null],
    ],
  ],
  [`select listagg(name, ', ') within group (order by name) from emp`, [['Blake, Ford, King']]],
  [
    `select id, row_number() over (partition by dept order by id) from emp order by id`,
    [
      [1, 1],
      [2, 2],
      [3, 1],
    ],
  ],
  [`with big as (select * from emp where salary > 3000) select name from big`, [['King']]],
  [`select name from dept d where exists (select 1 from emp e where e.dept = d.id)`, [['ACCOUNTS']]],
  [`select (select d.name from dept d where d.id = e.dept) from emp e where e.id = 1`, [['ACCOUNTS']]],
  [`select id from emp where (id, name) in ((1, 'King'), (2, 'Ford'))`, [[1]]],
  [
    `select case when salary > 3000 then 'high' when salary is null then 'none' else 'low' end from emp order by id`,
    [['high'], ['low'], ['none']],
  ],
  // session and release
  [`select user, sys_context('USERENV', 'SESSION_USER'), dbtimezone from dual`, [['A', 'A', '+00:00']]],
  [`select * from global_name`, [['TESTPDB']]],
  [`select dbms_lob.getlength(note), dbms_lob.substr(note, 2, 1) from emp where id = 1`, [[4, 'bo']]],
];

test.each(cases)('%s', async (sql, expected) => {
  expect(await rows(session, sql)).toEqual(expected);
});

test('binds: empty text is NULL, dates compare with columns, the same name may occur twice', async () => {
  expect(await rows(session, 'select nvl(:1, 7) from dual', '')).toEqual([['7']]);
  expect(await rows(session, 'select name from emp where hired = :1', date('2020-01-31T00:00:00'))).toEqual([
    ['King'],
  ]);
  expect(await rows(session, 'select :x, :x from dual', 'a', 'b')).toEqual([['a', 'b']]);
});

test('MERGE updates what matches and inserts the rest', async () => {
  const merged = await execute(
    session,
    `merge into dept d using (select 20 id, 'SALES' name from dual union all select 30, 'NEW' from dual) s
       on (d.id = s.id) when matched then update set name = s.name when not matched then insert values (s.id, s.name)`,
  );
  expect(merged).toEqual({ kind: 'dml', rowCount: 2 });
  expect(await rows(session, 'select id, name from dept order by id')).toEqual([
    [10, 'ACCOUNTS'],
    [20, 'SALES'],
    [30, 'NEW'],
  ]);
  await session.rollback();
});

test('describe tells the declared types and what an expression yields', async () => {
  const described = async (sql: string): Promise<unknown> => {
    const result = await execute(session, sql);
    return result.kind === 'query' && result.columns;
  };
  expect(await described('select e.*, 1 + 1, count(*) over () n, nvl(name, hired) from emp e')).toEqual([
    { name: 'ID', type: 'NUMBER', precision: 4, scale: 0, nullable: false },
    { name: 'NAME', type: 'VARCHAR2', size: 20, nullable: true },
    { name: 'DEPT', type: 'NUMBER', precision: 4, scale: 0, nullable: true },
    { name: 'SALARY', type: 'NUMBER', precision: 8, scale: 2, nullable: true },
    { name: 'HIRED', type: 'DATE', nullable: true },
    { name: 'NOTE', type: 'CLOB', nullable: true },
    { name: '1+1', type: 'NUMBER', nullable: true },
    { name: 'N', type: 'NUMBER', nullable: false },
    { name: 'NVL(NAME,HIRED)', type: 'VARCHAR2', size: 4000, nullable: true },
  ]);
  expect(await described('select name from emp where 1 = 0')).toEqual([
    { name: 'NAME', type: 'VARCHAR2', size: 20, nullable: true },
  ]);
});
