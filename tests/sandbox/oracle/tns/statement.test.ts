import { analyseStatement } from '../../../../sandbox/oracle/tns/statement';

const binds = (sql: string): readonly string[] => analyseStatement(sql).bindNames;

describe('statement kind', () => {
  it.each([
    ['SELECT 1 FROM dual', 'query'],
    ['  -- comment\n /* more */ with x as (select 1 from dual) select * from x', 'query'],
    ['(select 1 from dual) union (select 2 from dual)', 'query'],
    ['begin null; end;', 'plsql'],
    ['<<outer>> DECLARE x NUMBER; BEGIN NULL; END;', 'plsql'],
    ['call p(:a)', 'plsql'],
    ['insert into t values (:1)', 'dml'],
    ['merge into t using dual on (1=1)', 'dml'],
    ['create table t (x number)', 'ddl'],
    ['GRANT SELECT ON t TO u', 'ddl'],
    ['commit', 'other'],
    ['', 'other'],
  ])('%j is %s', (sql, kind) => expect(analyseStatement(sql).kind).toBe(kind));
});

describe('placeholders', () => {
  it('count once per name in PL/SQL and once per occurrence in SQL', () => {
    expect(binds('begin p(:a, :B, :a, :"a"); end;')).toEqual(['A', 'B', 'a']);
    expect(binds('select :a, :b, :a from dual')).toEqual(['A', 'B', 'A']);
  });

  it.each([
    ["select ':no' || :yes from dual", ['YES']],
    ["select 'it''s :no', :yes from dual", ['YES']],
    ["select q'[it's :no]', :yes from dual", ['YES']],
    ["select nQ'!it's :no!', :yes from dual", ['YES']],
    ["select q'{:no ]'}', :yes from dual", ['YES']],
    ['select ":no" from t where x = :yes', ['YES']],
    ['select 1 /* :no */ -- :no\n from dual where 1 = :yes', ['YES']],
    ['begin x := 1; y:=:yes; z :=:"Quoted"; end;', ['YES', 'Quoted']],
    ['begin <<lbl>> null; p(: spaced, :a$b#1_2); end;', ['SPACED', 'A$B#1_2']],
    ['select :1, :23 from dual', ['1', '23']],
    [`select json_object('k':v, 'l' : :yes) from t`, ['YES']],
    ['begin p(:ünï); end;', ['ÜNÏ']],
    ['create trigger t before insert on x for each row begin :new.a := 1; end;', []],
    ["select 'open :no", []],
  ])('%j has %j', (sql, names) => expect(binds(sql)).toEqual(names));

  it('tell binds of RETURNING INTO apart', () => {
    const statement = analyseStatement('update t set x = :a where y = :b returning z, w into :c, :d');
    expect(statement.bindNames).toEqual(['A', 'B', 'C', 'D']);
    expect(statement.firstReturnBind).toBe(2);
    expect(analyseStatement('insert into t values (:a)').firstReturnBind).toBeUndefined();
  });
});
