import { CursorTable } from '../../../../sandbox/oracle/tns/call/cursors';
import { MessageReader } from '../../../../sandbox/oracle/tns/codec/reader';
import { MessageWriter } from '../../../../sandbox/oracle/tns/codec/writer';
import { type Dialect, initialDialect } from '../../../../sandbox/oracle/tns/dialect';
import { flavour } from '../../../../sandbox/oracle/tns/flavour';
import {
  negotiate,
  parseDataTypes,
  writeDataTypesReply,
} from '../../../../sandbox/oracle/tns/login/dataTypes';
import { nativeServicesReply } from '../../../../sandbox/oracle/tns/login/nativeServices';
import { LobOperation, parseLob } from '../../../../sandbox/oracle/tns/request/lobRequest';
import { parseRequest, type Request } from '../../../../sandbox/oracle/tns/request/request';

/** Needs of drivers that the wire tests of node-oracledb do not have (facts/tns.md section 11). */
const V19 = initialDialect(flavour('19c').fieldVersion);
const BARE: Dialect = { ...V19, lengthRepeated: false };
const V23 = initialDialect(flavour('23ai').fieldVersion);

const parse = (message: MessageWriter, dialect: Dialect): Request =>
  parseRequest(new MessageReader(message.finish()), dialect, new CursorTable(10));

describe('strings whose length came earlier', () => {
  const endToEnd = (dialect: Dialect): MessageWriter => {
    const writer = new MessageWriter().uint8(17, 135, 1).zeros(2).ub(0);
    for (const bytes of [3, 0, 2]) writer.uint8(1).ub(bytes);
    writer.uint8(0).ub(0).uint8(0).ub(0).uint8(0).ub(0).uint8(0).ub(0).uint8(0).ub(0).uint8(0).ub(0);
    for (const text of ['cid', 'ac']) {
      if (dialect.lengthRepeated) writer.clr(Buffer.from(text));
      else writer.bytes(Buffer.from(text));
    }
    return writer.uint8(3, 147, 2);
  };

  it.each([
    ['with', V19],
    ['without', BARE],
  ])('are read %s a length of their own', (_, dialect) => {
    const request = parse(endToEnd(dialect), dialect);
    expect(request).toMatchObject({
      kind: 'call',
      call: { kind: 'ping' },
      callNumber: 2,
      piggybacks: [{ kind: 'endToEnd', values: { clientId: 'cid', module: '', action: 'ac' } }],
    });
  });

  it('are the user name, too', () => {
    const message = new MessageWriter().uint8(3, 118, 1).uint8(1).ub(5).ub(1).uint8(1).ub(1).uint8(1, 1);
    message.bytes(Buffer.from('scott')).keyValue('AUTH_MACHINE\0', 'pc');
    const request = parse(message, BARE);
    expect(request).toMatchObject({ kind: 'auth', auth: { phase: 'one', user: 'scott' } });
    expect(request.kind === 'auth' && request.auth.values.get('AUTH_MACHINE')).toBe('pc');
  });
});

it('the version request has a format field from field version 11 on, and a token from 18 on', () => {
  const version = (token: boolean): MessageWriter => {
    const writer = new MessageWriter().uint8(3, 59, 1);
    if (token) writer.ub(0);
    return writer.uint8(1).ub(256).uint8(1, 1).ub(1);
  };
  expect(parse(version(false), V19)).toMatchObject({ call: { kind: 'version', maxBytes: 256 } });
  expect(parse(version(true), V23)).toMatchObject({ call: { kind: 'version', maxBytes: 256 } });
});

it('pipelines, session release and cursor piggybacks are understood', () => {
  const writer = new MessageWriter().uint8(17, 199, 1).ub(0).ub(0).uint8(0, 1);
  writer.uint8(17, 105, 2).ub(0).uint8(1).ub(2).ub(7).ub(8).uint8(26, 163, 3).ub(0).zeros(2).ub(0);
  expect(parse(writer, V23)).toMatchObject({
    oneWay: true,
    call: { kind: 'sessionRelease' },
    piggybacks: [{ kind: 'ignored' }, { kind: 'closeCursors', cursorIds: [7, 8] }],
  });
});

describe('data types', () => {
  const request = (types: MessageWriter, encodingFlags = 3): MessageReader => {
    const capabilities = Buffer.alloc(45);
    capabilities[7] = 24;
    const writer = new MessageWriter().zeros(4).uint8(encodingFlags).clr(capabilities);
    return new MessageReader(
      writer
        .clr(Buffer.from([2, 0, 0]))
        .bytes(types.finish())
        .finish(),
    );
  };
  const types = (): MessageWriter =>
    new MessageWriter()
      .uint16be(1)
      .uint16be(1)
      .uint16be(1)
      .uint16be(0)
      .uint16be(27)
      .uint16be(27)
      .uint16be(1)
      .uint16be(0);

  it('are read with a national character set in front, and echoed', () => {
    const withCharset = new MessageWriter()
      .uint16le(2000)
      .bytes(types().uint16be(646).uint16be(0).uint16be(0).finish());
    const parsed = parseDataTypes(request(withCharset));
    expect(parsed.types.map(({ type }) => type)).toEqual([1, 27, 646]);
    const reply = new MessageWriter();
    writeDataTypesReply(reply, parsed);
    expect(reply.finish().toString('hex')).toBe(
      '02' + '0001000100010000' + '001b001b00010000' + '02860000' + '0000',
    );
  });

  it('decide the layout of later messages', () => {
    const parsed = parseDataTypes(request(types().uint16be(0), 1));
    expect(negotiate(parsed, flavour('23ai'))).toEqual({
      fieldVersion: 24,
      lengthRepeated: false,
      scaleAsUb: true,
      domainFields: false,
      oerSqlType: false,
    });
    expect(negotiate(parsed, flavour('19c')).fieldVersion).toBe(12);
  });
});

describe('a LOB write', () => {
  const write = (amountFirst: boolean): MessageReader => {
    const writer = new MessageWriter().uint8(1).ub(4).uint8(0).ub(0).ub(0).ub(0).uint8(0, 0, 0);
    writer.ub(LobOperation.WRITE).uint8(0).ub(0).ub(1).ub(0).uint8(1).zeros(6).bytes(Buffer.from('locr'));
    if (amountFirst) writer.ub(3);
    writer.uint8(14).clr(Buffer.from('abc'));
    if (!amountFirst) writer.ub(3);
    return new MessageReader(writer.finish());
  };

  it.each([
    ['behind', false],
    ['in front of', true],
  ])('has its amount %s the data', (_, amountFirst) => {
    expect(parseLob(write(amountFirst))).toMatchObject({
      amount: 3,
      data: Buffer.from('abc'),
      sourceOffset: 1,
    });
  });
});

it('native network services are all declined', () => {
  const reply = nativeServicesReply();
  expect(reply.readUInt32BE(0)).toBe(0xdeadbeef);
  expect(reply.readUInt16BE(4)).toBe(reply.length);
  expect(reply.readUInt16BE(10)).toBe(4);
});
