import fc from 'fast-check';
import { decodeBinaryFloat, encodeBinaryFloat } from '../../../../../sandbox/oracle/tns/codec/binaryFloat';
import { MessageReader, NeedMoreData, ProtocolError } from '../../../../../sandbox/oracle/tns/codec/reader';
import { MessageWriter } from '../../../../../sandbox/oracle/tns/codec/writer';
import { RequestBuffer } from '../../../../../sandbox/oracle/tns/request/requestBuffer';

const LIMIT = 1_000_000;

describe('UB', () => {
  it('keeps every safe integer', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(new MessageReader(new MessageWriter().ub(value).finish()).ub()).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  it('has 0, 1, 2, 4 or 8 bytes', () => {
    const widths = [0, 1, 255, 256, 65535, 65536, 2 ** 32 - 1, 2 ** 32].map(
      (value) => new MessageWriter().ub(value).finish().length - 1,
    );
    expect(widths).toEqual([0, 1, 1, 2, 2, 4, 4, 8]);
  });

  it('refuses a length above 8', () => {
    expect(() => new MessageReader(Buffer.from([9, ...new Array<number>(9).fill(0)])).ub()).toThrow(
      ProtocolError,
    );
  });
});

describe('CLR', () => {
  it('keeps bytes of any length, short or in chunks', () => {
    const lengths = fc.oneof(
      fc.constantFrom(1, 251, 252, 253, 254, 255, 32766, 32767, 32768, 65534, 70000),
      fc.integer({ min: 1, max: 700 }),
    );
    fc.assert(
      fc.property(lengths, fc.nat(255), (length, fill) => {
        const value = Buffer.alloc(length, fill);
        const reader = new MessageReader(new MessageWriter().clr(value).uint8(7).finish());
        expect(reader.clr()?.equals(value)).toBe(true);
        expect(reader.uint8()).toBe(7);
      }),
    );
  });

  it('reads chunks of any size', () => {
    const bytes = Buffer.from([254, 1, 2, 65, 66, 1, 1, 67, 0]);
    expect(new MessageReader(bytes).text()).toBe('ABC');
  });

  it('reads 0 and 255 as no value', () => {
    expect(new MessageReader(Buffer.from([0])).clr()).toBeNull();
    expect(new MessageReader(Buffer.from([255])).clr()).toBeNull();
  });
});

describe('RequestBuffer', () => {
  it('finds the same request wherever packets are cut', () => {
    const message = new MessageWriter().ub(70_000).clr(Buffer.alloc(700, 1)).sized('text').finish();
    const parse = (reader: MessageReader): unknown => [
      reader.ub(),
      reader.clr()?.length,
      reader.ub(),
      reader.text(),
    ];
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: message.length - 1 }), { maxLength: 6 }), (cuts) => {
        const edges = [0, ...new Set(cuts)].sort((a, b) => a - b);
        const buffer = new RequestBuffer();
        const results = edges.map((from, i) => {
          buffer.append(message.subarray(from, edges[i + 1] ?? message.length), LIMIT);
          return buffer.take(parse, LIMIT);
        });
        expect(results.pop()).toEqual([70_000, 700, 4, 'text']);
        expect(results.every((result) => result === undefined)).toBe(true);
      }),
    );
  });

  it('leaves the next request where it is', () => {
    const buffer = new RequestBuffer();
    buffer.append(new MessageWriter().ub(1).ub(2).finish(), LIMIT);
    expect([buffer.take((r) => r.ub(), LIMIT), buffer.take((r) => r.ub(), LIMIT)]).toEqual([1, 2]);
  });

  it('refuses a request that announces more than the limit before it is here', () => {
    const buffer = new RequestBuffer();
    buffer.append(Buffer.from([254, 4, 0x7f, 0, 0, 0]), LIMIT);
    expect(() => buffer.take((reader) => reader.clr(), LIMIT)).toThrow(/limit/);
  });

  it('says how much is missing', () => {
    const reader = new MessageReader(Buffer.from([5, 1]));
    expect(() => reader.clr()).toThrow(expect.objectContaining({ atLeast: 6 }) as Error);
    expect(() => new MessageReader(Buffer.alloc(0)).uint8()).toThrow(NeedMoreData);
  });
});

describe('BINARY_FLOAT and BINARY_DOUBLE', () => {
  it('keep every value and sort by bytes', () => {
    const doubles = fc.double({ noNaN: true });
    fc.assert(
      fc.property(doubles, doubles, (a, b) => {
        expect(decodeBinaryFloat(encodeBinaryFloat(a, 8))).toBe(a);
        fc.pre(a !== b);
        expect(Buffer.compare(encodeBinaryFloat(a, 8), encodeBinaryFloat(b, 8))).toBe(a < b ? -1 : 1);
      }),
    );
    fc.assert(
      fc.property(fc.float({ noNaN: true }), (a) => decodeBinaryFloat(encodeBinaryFloat(a, 4)) === a),
    );
  });
});
