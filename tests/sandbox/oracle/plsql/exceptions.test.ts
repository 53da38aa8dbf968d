import { OraError } from '../../../../sandbox/oracle/oraError';
import { FakeHost, failure, logged } from './fakeHost';

describe('exceptions', () => {
  test('predefined ones by name, several with OR, OTHERS', async () => {
    expect(
      await logged(`begin
        begin raise no_data_found; exception when too_many_rows or no_data_found then log.put(sqlcode || sqlerrm); end;
        begin log.put(1 / 0); exception when zero_divide then log.put(sqlcode); end;
        begin raise dup_val_on_index; exception when others then log.put(sqlcode || ' ' || sqlerrm); end;
        log.put(sqlcode); end;`),
    ).toEqual(['100ORA-01403: no data found', '-1476', '-1 ORA-00001: unique constraint violated', '0']);
  });

  test('user-defined ones', async () => {
    expect(
      await logged(
        'declare e exception; begin raise e; exception when e then log.put(sqlcode || sqlerrm); end;',
      ),
    ).toEqual(['1User-Defined Exception']);
    expect(await failure('declare e exception; begin\nraise e; end;')).toMatchObject({
      number: 6510,
      text: 'PL/SQL: unhandled user-defined exception\nORA-06512: at line 2',
    });
  });

  test('EXCEPTION_INIT catches errors of the host by number', async () => {
    const host = new FakeHost();
    host.add('FAIL', [], () => {
      throw new OraError(942, 'table or view does not exist');
    });
    expect(
      await logged(
        'declare e exception; pragma exception_init(e, -942); begin fail; exception when e then log.put(sqlerrm); end;',
        host,
      ),
    ).toEqual(['ORA-00942: table or view does not exist']);
  });

  test('RAISE_APPLICATION_ERROR and the numbers it takes', async () => {
    expect((await failure("begin raise_application_error(-20012, 'no schema'); end;")).message).toBe(
      'ORA-20012: no schema\nORA-06512: at line 1',
    );
    expect((await failure("begin raise_application_error(-1, 'x'); end;")).number).toBe(21_000);
    expect(
      (
        await failure(
          "begin raise no_data_found; exception when others then raise_application_error(-20001, 'outer', true); end;",
        )
      ).text,
    ).toContain('outer\nORA-01403: no data found');
  });

  test('the stack names each line once, innermost first', async () => {
    const source =
      'declare\nprocedure p is\nbegin\nif true then\nraise no_data_found;\nend if;\nend;\nbegin\np;\nend;';
    expect((await failure(source)).text).toBe('no data found\nORA-06512: at line 5\nORA-06512: at line 9');
  });

  test("lines of a package's own stack stay", async () => {
    const host = new FakeHost();
    host.add('FAIL', [], () => {
      throw new OraError(1403, 'no data found\nORA-06512: at "ORDS_METADATA.ORDS_SERVICES_INTERNAL", line 7');
    });
    expect((await failure('begin\nfail; end;', host)).text).toBe(
      'no data found\nORA-06512: at "ORDS_METADATA.ORDS_SERVICES_INTERNAL", line 7\nORA-06512: at line 2',
    );
  });

  test('RAISE alone passes the error on; it belongs into a handler', async () => {
    expect(
      (await failure('begin\nraise no_data_found;\nexception when others then\nraise;\nend;')).text,
    ).toBe('no data found\nORA-06512: at line 4\nORA-06512: at line 2');
    expect((await failure('begin raise; end;')).text).toContain('PLS-00367');
  });

  test('errors in handlers and declarations go to the block around', async () => {
    expect(
      await logged(`begin begin raise no_data_found; exception when no_data_found then raise zero_divide; end;
        exception when zero_divide then log.put('outer'); end;`),
    ).toEqual(['outer']);
    expect(
      await logged(`begin declare x number := 1 / 0; begin null; exception when others then log.put('no'); end;
        exception when zero_divide then log.put('outer'); end;`),
    ).toEqual(['outer']);
  });

  test('SQLERRM(n)', async () => {
    expect(
      await logged('begin log.put(sqlerrm(-942)); log.put(sqlerrm(100)); log.put(sqlerrm(0)); end;'),
    ).toEqual([
      'ORA-00942: table or view does not exist',
      'ORA-01403: no data found',
      'ORA-0000: normal, successful completion',
    ]);
  });
});
