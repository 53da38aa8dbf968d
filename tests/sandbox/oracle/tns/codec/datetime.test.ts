import fc from 'fast-check';
import { dateText, decodeDate, encodeDate } from '../../../../../sandbox/oracle/tns/codec/datetime';

const dates = fc.date({
  min: new Date('0001-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59.999Z'),
  noInvalidDate: true,
});

describe('DATE and TIMESTAMP', () => {
  it('keep milliseconds in a TIMESTAMP, with and without time zone', () => {
    fc.assert(
      fc.property(dates, (date) => {
        expect(decodeDate(encodeDate(date, 'timestamp'))).toEqual(date);
        expect(decodeDate(encodeDate(date, 'timestamp with time zone'))).toEqual(date);
      }),
    );
  });

  it('keep whole seconds in a DATE', () => {
    fc.assert(
      fc.property(dates, (date) => {
        const bytes = encodeDate(date, 'date');
        expect(bytes).toHaveLength(7);
        expect(decodeDate(bytes).getTime()).toBe(Math.floor(date.getTime() / 1000) * 1000);
      }),
    );
  });

  it('are excess-100 century and year, and excess-1 hour, minute and second', () => {
    const date = new Date('2025-01-31T10:20:30.123Z');
    expect(encodeDate(date, 'date').toString('hex')).toBe('787d011f0b151f');
    expect(encodeDate(date, 'timestamp').toString('hex')).toBe('787d011f0b151f0754d4c0');
    expect(encodeDate(date, 'timestamp with time zone').toString('hex')).toBe('787d011f0b151f0754d4c0143c');
  });

  it('refuse an invalid date', () => {
    expect(() => encodeDate(new Date(NaN), 'date')).toThrow(/ORA-01841/);
  });

  it('convert to text as DD-MON-RR', () => {
    expect(dateText(new Date('2025-03-04T00:00:00Z'))).toBe('04-MAR-25');
  });
});
