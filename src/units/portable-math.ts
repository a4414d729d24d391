/**
 * exp, log and their kin from nothing but + - x / on doubles and their exponents, which IEEE 754 defines to the last bit. `Math.exp`, `Math.log`, `Math.pow` and
 * `**` are the JavaScript engine's to round: Node 20 and a browser of today differ in one of ten results, and a plan must not.
 *
 * Method: the range reductions and polynomials of Sun's fdlibm (e_exp.c, e_log.c; errors below one unit in the last place).
 */

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const PER_LN2 = Math.LOG2E;
const LARGEST = 709.782712893384;
const SMALLEST = -745.1332191019411;
const SQRT_HALF = Math.SQRT1_2;

/** One double and its two halves, for reading and writing exponents. */
const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
const HIGH = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;
const BIAS = 1023;
const EXPONENT_AT = 20;
const SMALLEST_NORMAL = 2 ** -1022;

const LEAST_POWER = 1 - BIAS;
/** 2 to every whole power that is a normal double: looked up in a fraction of the time that putting one together takes. */
const POWERS_OF_TWO = new Float64Array(2 * BIAS);
for (let power = LEAST_POWER, value = SMALLEST_NORMAL; power <= BIAS; power++, value *= 2) {
  POWERS_OF_TWO[power - LEAST_POWER] = value;
}

/** 2 to a whole power from -1022 to 1023. */
function powerOfTwo(power: number): number {
  return POWERS_OF_TWO[power - LEAST_POWER] ?? 0;
}

/** e to the x. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > LARGEST) return Number.POSITIVE_INFINITY;
  if (x < SMALLEST) return 0;
  const power = Math.round(x * PER_LN2);
  const high = x - power * LN2_HIGH;
  const low = power * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (0.16666666666666602 +
        t * (-0.0027777777777015593 + t * (6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  // In two steps at the edge, where 2 to the power alone is no double.
  const half = Math.trunc(power / 2);
  return y * powerOfTwo(half) * powerOfTwo(power - half);
}

const TWO_TO_54 = 2 ** 54;

/** The natural logarithm. */
export function log(x: number): number {
  if (Number.isNaN(x) || x < 0) return Number.NaN;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x === Number.POSITIVE_INFINITY) return x;
  // x = (1 + f) x 2^power, 1 + f from sqrt(1/2) to sqrt(2).
  const isTiny = x < SMALLEST_NORMAL;
  double[0] = isTiny ? x * TWO_TO_54 : x;
  const top = words[HIGH] ?? 0;
  words[HIGH] = (top & 0xfffff) | (BIAS << EXPONENT_AT);
  const fraction = double[0] ?? 1;
  const isUpper = fraction * SQRT_HALF >= 1;
  const power = (top >>> EXPONENT_AT) - BIAS - (isTiny ? 54 : 0) + (isUpper ? 1 : 0);
  const f = (isUpper ? fraction / 2 : fraction) - 1;
  const s = f / (2 + f);
  const z = s * s;
  const r =
    z *
    (0.6666666666666735 +
      z *
        (0.3999999999940942 +
          z *
            (0.2857142874366239 +
              z * (0.22222198432149784 + z * (0.1818357216161805 + z * (0.15313837699209373 + z * 0.14798198605116586))))));
  const half = 0.5 * f * f;
  return power * LN2_HIGH - (half - (s * (half + r) + power * LN2_LOW) - f);
}

/** e^x - 1, right for small x too (Kahan). */
export function expm1(x: number): number {
  const u = exp(x);
  if (u === 1) return x;
  if (u - 1 === -1 || u === Number.POSITIVE_INFINITY) return u - 1;
  return ((u - 1) * x) / log(u);
}

/** log(1 + x), right for small x too (Kahan). */
export function log1p(x: number): number {
  const u = 1 + x;
  return u === 1 || u === Number.POSITIVE_INFINITY ? x : (log(u) * x) / (u - 1);
}

const MOST_STEPS = 1024;

/** base^power for a base of 0 or more: whole powers by multiplication, all others through exp and log. */
export function pow(base: number, power: number): number {
  if (power === 0) return 1;
  if (Number.isInteger(power) && Math.abs(power) <= MOST_STEPS) return wholePower(base, power);
  return base === 0 ? (power > 0 ? 0 : Number.POSITIVE_INFINITY) : exp(power * log(base));
}

function wholePower(base: number, power: number): number {
  let [result, square, left] = [1, base, Math.abs(power)];
  while (left > 0) {
    if (left % 2 === 1) result *= square;
    square *= square;
    left = Math.floor(left / 2);
  }
  return power < 0 ? 1 / result : result;
}
