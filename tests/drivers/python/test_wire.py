"""python-oracledb thin against the TNS server; started by ../run.mjs, which says where it listens."""

import asyncio
import datetime
import decimal
import os
import sys
import threading
import traceback

import oracledb

DSN = f"127.0.0.1:{os.environ['WIRE_PORT']}/{os.environ['WIRE_SERVICE']}"
CREDENTIALS = {"user": os.environ["WIRE_USER"], "password": os.environ["WIRE_PASSWORD"]}
SLEEP = "BEGIN dbms_session.sleep(:ms); END;"
LONG_MS = 60_000

checks = []


def check(name):
    def register(function):
        checks.append((name, function))
        return function

    return register


def expect_error(code, function, *args, **kwargs):
    try:
        function(*args, **kwargs)
    except oracledb.DatabaseError as failure:
        (error,) = failure.args
        assert error.code == code, error.message
        return error
    raise AssertionError(f"no ORA-{code:05d}")


@check("wrong password is ORA-01017")
def wrong_password(connection):
    expect_error(1017, oracledb.connect, user=CREDENTIALS["user"], password="bad", dsn=DSN)


@check("unknown service is refused by the listener")
def unknown_service(connection):
    try:
        oracledb.connect(dsn=f"127.0.0.1:{os.environ['WIRE_PORT']}/nosuch", **CREDENTIALS)
    except oracledb.DatabaseError as failure:
        assert "DPY-6001" in str(failure), failure
    else:
        raise AssertionError("connected")


@check("ping and select from dual")
def dual(connection):
    connection.ping()
    with connection.cursor() as cursor:
        assert cursor.execute("select 1 from dual").fetchall() == [(1,)]


@check("IN and OUT, first and later executions")
def proc(connection):
    with connection.cursor() as cursor:
        for a in ("wörld", "two", "three"):
            o = cursor.var(str, 200)
            cursor.execute("BEGIN pkg.proc(p_a => :a, p_out => :o); END;", a=a, o=o)
            assert o.getvalue() == "hello " + a


@check("IN OUT number")
def in_out(connection):
    with connection.cursor() as cursor:
        o, n = cursor.var(str, 200), cursor.var(int)
        for value in (41, 7):
            n.setvalue(0, value)
            cursor.execute("BEGIN pkg.proc(:a, :o, :n); END;", a="x", o=o, n=n)
            assert n.getvalue() == value + 1


@check("callproc")
def callproc(connection):
    with connection.cursor() as cursor:
        o, n = cursor.var(str, 200), cursor.var(int)
        n.setvalue(0, 1)
        assert cursor.callproc("pkg.proc", ["x", o, n]) == ["x", "hello x", 2]


@check("all scalar types, IN to OUT")
def scalars(connection):
    d = datetime.datetime(2025, 3, 4, 5, 6, 7)
    ts = datetime.datetime(2025, 3, 4, 5, 6, 7, 890000)
    with connection.cursor() as cursor:
        out = [
            cursor.var(str),
            cursor.var(decimal.Decimal),
            cursor.var(oracledb.DB_TYPE_DATE),
            cursor.var(oracledb.DB_TYPE_TIMESTAMP),
            cursor.var(bytes, 10),
        ]
        cursor.setinputsizes(i_ts=oracledb.DB_TYPE_TIMESTAMP)
        cursor.execute(
            "BEGIN types_all(:i_s,:i_n,:i_d,:i_ts,:i_r,:s,:n,:d,:ts,:r); END;",
            i_s="☃",
            i_n=decimal.Decimal("-12345678901234567890.12345678"),
            i_d=d,
            i_ts=ts,
            i_r=b"\x01\x02\xff",
            **dict(zip(("s", "n", "d", "ts", "r"), out)),
        )
        wanted = ["☃", decimal.Decimal("-12345678901234567890.12345678"), d, ts, b"\x01\x02\xff"]
        assert [v.getvalue() for v in out] == wanted, [v.getvalue() for v in out]


@check("BOOLEAN, IN to OUT")
def boolean(connection):
    with connection.cursor() as cursor:
        o = cursor.var(bool)
        for b in (True, False):
            cursor.execute("BEGIN bool_not(:b, :o); END;", b=b, o=o)
            assert o.getvalue() is (not b), o.getvalue()


@check("BINARY_DOUBLE, IN to OUT")
def binary_double(connection):
    with connection.cursor() as cursor:
        o = cursor.var(oracledb.DB_TYPE_BINARY_DOUBLE)
        cursor.setinputsizes(i=oracledb.DB_TYPE_BINARY_DOUBLE)
        cursor.execute("BEGIN echo(:i, :o); END;", i=-2.5e-10, o=o)
        assert o.getvalue() == -2.5e-10


@check("index-by tables, IN and OUT")
def arrays(connection):
    with connection.cursor() as cursor:
        t = cursor.arrayvar(oracledb.DB_TYPE_NUMBER, [1, 2, 30])
        o, total = cursor.arrayvar(oracledb.DB_TYPE_NUMBER, 10), cursor.var(int)
        cursor.execute("BEGIN double_all(:t, :o, :total); END;", t=t, o=o, total=total)
        assert o.getvalue() == [2, 4, 60] and total.getvalue() == 33, o.getvalue()


@check("errors of a block: number, stack, offset; the connection goes on")
def block_errors(connection):
    with connection.cursor() as cursor:
        error = expect_error(20001, cursor.execute, "BEGIN raise_it; END;")
        assert "order already shipped" in error.message and 'at "APP.PKG", line 42' in error.message
        assert expect_error(6550, cursor.execute, "BEGIN missing_thing; END;").offset == 6
        expect_error(942, cursor.execute, "select * from nosuch")
    connection.ping()


@check("describe and fetch plain types")
def plain(connection):
    with connection.cursor() as cursor:
        rows = cursor.execute("select * from plain").fetchall()
        assert [d[0] for d in cursor.description] == ["ID", "NAME", "D", "R"]
        assert rows[0] == (1, "a", datetime.datetime(2025, 1, 31, 10, 20, 30), b"\x00\xff"), rows[0]
        assert rows[1] == (-7, "ünï ☃", None, None)


@check("CLOB as string, NUMBER as Decimal")
def clob_text(connection):
    oracledb.defaults.fetch_lobs = False
    oracledb.defaults.fetch_decimals = True
    try:
        with connection.cursor() as cursor:
            for _ in range(2):
                rows = cursor.execute("select * from docs").fetchall()
                assert [row[5] and len(row[5]) for row in rows] == [12, 100000, None]
                assert rows[2][2] == decimal.Decimal("12345678901234567890.12")
    finally:
        oracledb.defaults.fetch_lobs = True
        oracledb.defaults.fetch_decimals = False


@check("CLOB and BLOB as LOB")
def lobs(connection):
    with connection.cursor() as cursor:
        rows = cursor.execute("select d.* from docs d").fetchall()
        assert rows[0][5].read() == "short ☃ clob" and rows[1][5].size() == 100000
        assert rows[1][5].read(99_999, 5) == "LL"
        rows = cursor.execute("select * from blobs").fetchall()
        assert rows[1][1].read() == b"\x07" * 70000


@check("temporary CLOB of 210000 characters, IN and OUT")
def temporary_clob(connection):
    big = "åb☃" * 70000
    with connection.cursor() as cursor:
        o = cursor.var(oracledb.DB_TYPE_CLOB)
        lob = connection.createlob(oracledb.DB_TYPE_CLOB)
        lob.write(big)
        cursor.execute("BEGIN clob_echo(:c, :o); END;", c=lob, o=o)
        assert o.getvalue().read() == big


@check("many rows, in parts, executed again")
def many_rows(connection):
    with connection.cursor() as cursor:
        for n in (1000, 3, 0, 250, 100):
            assert len(cursor.execute("select id, txt from many where n = :n", n=n).fetchall()) == n


@check("insert, rollback, commit")
def dml(connection):
    with connection.cursor() as cursor:
        (before,) = cursor.execute("select n from committed").fetchone()
        cursor.execute("insert into t values (:1, :2)", [1, "a"])
        assert cursor.rowcount == 1 and connection.transaction_in_progress
        connection.rollback()
        cursor.execute("insert into t values (:1, :2)", [2, "b"])
        connection.commit()
        assert not connection.transaction_in_progress
        assert cursor.execute("select n from committed").fetchone() == (before + 1,)


@check("executemany, with row counts, of SQL and PL/SQL")
def executemany(connection):
    with connection.cursor() as cursor:
        rows = [(1, "a"), (2, "b"), (3, None)]
        cursor.executemany("insert into t values (:1, :2)", rows, arraydmlrowcounts=True)
        assert cursor.rowcount == 3 and cursor.getarraydmlrowcounts() == [1, 1, 1]
        connection.rollback()
        o = cursor.var(str, 50, arraysize=3)
        cursor.setinputsizes(None, o)
        cursor.executemany("BEGIN pkg.proc(:1, :2); END;", [("p",), ("q",), ("r",)])
        assert [o.getvalue(i) for i in range(3)] == ["hello p", "hello q", "hello r"], o.values


@check("call timeout, and the connection goes on")
def call_timeout(connection):
    connection.call_timeout = 100
    try:
        with connection.cursor() as cursor:
            cursor.execute(SLEEP, ms=LONG_MS)
    except oracledb.DatabaseError as failure:
        assert "DPY-4024" in str(failure), failure
    else:
        raise AssertionError("no timeout")
    finally:
        connection.call_timeout = 0
    connection.ping()


@check("cancel from another thread is ORA-01013")
def cancel(connection):
    timer = threading.Timer(0.2, connection.cancel)
    timer.start()
    with connection.cursor() as cursor:
        expect_error(1013, cursor.execute, SLEEP, ms=LONG_MS)
    timer.join()
    connection.ping()


@check("module, action, client id, schema")
def attributes(connection):
    connection.module, connection.action, connection.client_identifier = "m", "a", "c"
    connection.current_schema = "other"
    connection.ping()


@check("pool")
def pool(connection):
    pooled = oracledb.create_pool(dsn=DSN, min=1, max=2, increment=1, **CREDENTIALS)
    for _ in range(3):
        with pooled.acquire() as one, pooled.acquire() as two:
            one.ping()
            two.cursor().execute("select 1 from dual")
    pooled.close()


@check("asyncio, and a pipeline where the server has them")
def asynchronous(connection):
    async def main():
        other = await oracledb.connect_async(dsn=DSN, **CREDENTIALS)
        with other.cursor() as cursor:
            await cursor.execute("select id, txt from many where n = :n", n=300)
            assert len(await cursor.fetchall()) == 300
        pipeline = oracledb.create_pipeline()
        for n in (3, 0, 7):
            pipeline.add_fetchall("select id, txt from many where n = :n", [n])
        pipeline.add_execute("insert into t values (:1)", [1])
        results = await other.run_pipeline(pipeline)
        assert [len(result.rows) for result in results[:3]] == [3, 0, 7]
        await other.rollback()
        await other.close()

    asyncio.run(main())


def main():
    passed = failed = 0
    connection = oracledb.connect(dsn=DSN, **CREDENTIALS)
    print(f"python-oracledb {oracledb.__version__}, server {connection.version}")
    for name, function in checks:
        try:
            function(connection)
        except Exception:
            failed += 1
            print(f"  FAIL {name}\n{traceback.format_exc(limit=-2)}")
        else:
            passed += 1
            print(f"  ok   {name}")
    connection.close()
    print(f"{passed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
