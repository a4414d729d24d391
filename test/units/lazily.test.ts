import { describe, expect, it } from 'vitest';
import { lazily } from '../../src/units/lazily.js';

describe('an object made lazily', () => {
  const counting = () => {
    const calls: string[] = [];
    const value = <T>(name: string, made: T) => {
      calls.push(name);
      return made;
    };
    const made: { readonly a: number; readonly b: number } = lazily<{ readonly a: number; readonly b: number }>({
      a: () => value('a', 1),
      b: () => value('b', made.a + 1),
    });
    return { made, calls };
  };

  it('makes nothing before it is read, and then each value once, with what it stands on', () => {
    const { made, calls } = counting();
    expect(calls).toEqual([]);
    expect([made.b, made.b, made.a]).toEqual([2, 2, 1]);
    expect(calls).toEqual(['a', 'b']);
  });
  it('is copied, compared and written as JSON like any other object', () => {
    expect({ ...counting().made }).toEqual({ a: 1, b: 2 });
    expect(JSON.stringify(counting().made)).toBe('{"a":1,"b":2}');
    expect(Object.keys(counting().made)).toEqual(['a', 'b']);
  });
});
