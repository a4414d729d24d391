/**
 * exp, ln and the normal quantile from additions, multiplications, divisions and square roots alone: IEEE 754 gives those one result
 * on every machine, which ECMAScript does not promise for Math.exp and Math.log. The draws use nothing else.
 */

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
/** e^x = 2^power x 2^(place / PARTS) x e^rest with |rest| <= ln 2 / 2 / PARTS, where six terms of the series reach the last bit. */
const PARTS = 64;
const PARTS_PER_E = PARTS / (LN2_HIGH + LN2_LOW);
const LARGEST_POWER = 512;
const POWERS = powersOfTwo();
const ROOTS = rootsOfTwo();

function powersOfTwo(): Float64Array {
  const powers = new Float64Array(2 * LARGEST_POWER + 1).fill(1);
  for (let power = 1; power <= LARGEST_POWER; power++) {
    powers[LARGEST_POWER + power] = (powers[LARGEST_POWER + power - 1] ?? 0) * 2;
    powers[LARGEST_POWER - power] = (powers[LARGEST_POWER - power + 1] ?? 0) / 2;
  }
  return powers;
}

/** 2^(place / PARTS), each a product of square roots of 2. */
function rootsOfTwo(): Float64Array {
  const roots = new Float64Array(PARTS).fill(1);
  let root = 2;
  for (let step = PARTS / 2; step >= 1; step /= 2) {
    root = Math.sqrt(root);
    for (let place = 0; place < PARTS; place++) if (Math.floor(place / step) % 2 === 1) roots[place] = (roots[place] ?? 1) * root;
  }
  return roots;
}

/** e^x within a few units of the last place; beyond 2^512 and below 2^-512 it stays there. */
export function expOf(x: number): number {
  const limit = LARGEST_POWER * PARTS;
  const parts = Math.max(-limit, Math.min(limit - 1, Math.round(x * PARTS_PER_E)));
  const r = Math.max(-1, Math.min(1, x - parts * (LN2_HIGH / PARTS) - parts * (LN2_LOW / PARTS)));
  const series = 1 + r * (1 + r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r / 720)))));
  const power = Math.floor(parts / PARTS);
  return series * (ROOTS[parts - power * PARTS] ?? 1) * (POWERS[power + LARGEST_POWER] ?? 0);
}

const SQRT_HALF = Math.sqrt(0.5);
const LN_TERMS = 25;

/** ln x for x above 0, within a few units of the last place. */
export function lnOf(x: number): number {
  let mantissa = x;
  let power = 0;
  for (; mantissa > 2 * SQRT_HALF; power++) mantissa /= 2;
  for (; mantissa < SQRT_HALF; power--) mantissa *= 2;
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let sum = 0;
  for (let odd = LN_TERMS; odd >= 1; odd -= 2) sum = sum * square + 1 / odd;
  return power * LN2_HIGH + (power * LN2_LOW + 2 * s * sum);
}

/** Polynomials are written out: this runs for every input of every trial. */
function centre(x: number): number {
  const top =
    3.3871328727963665 +
    x *
      (133.14166789178438 +
        x *
          (1971.5909503065513 +
            x *
              (13731.69376550946 +
                x * (45921.95393154987 + x * (67265.7709270087 + x * (33430.57558358813 + x * 2509.0809287301227))))));
  const bottom =
    1 +
    x *
      (42.31333070160091 +
        x *
          (687.1870074920579 +
            x *
              (5394.196021424751 +
                x * (21213.794301586597 + x * (39307.89580009271 + x * (28729.085735721943 + x * 5226.495278852854))))));
  return top / bottom;
}

function tail(x: number): number {
  const top =
    1.4234371107496835 +
    x *
      (4.630337846156546 +
        x *
          (5.769497221460691 +
            x *
              (3.6478483247632045 +
                x * (1.2704582524523684 + x * (0.2417807251774506 + x * (0.022723844989269184 + x * 0.0007745450142783414))))));
  const bottom =
    1 +
    x *
      (2.053191626637759 +
        x *
          (1.6763848301838038 +
            x *
              (0.6897673349851 +
                x *
                  (0.14810397642748008 + x * (0.015198666563616457 + x * (0.0005475938084995345 + x * 1.0507500716444169e-9))))));
  return top / bottom;
}

/** Half the width of the centre, and what its square is taken from. */
const CENTRE = 0.425;
const CENTRE_SQUARE = 0.180625;
const TAIL_START = 1.6;
/** The tail's polynomial holds down to here. */
const SMALLEST = 2e-11;

/**
 * z with P(Z < z) = u for a standard normal Z, to about 16 digits for 2e-11 < u < 1 - 2e-11 and the value there beyond.
 *
 * Source: docs/methodology-uncertainty.md M-81; Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37 (1988), 477-484.
 */
export function normalQuantile(u: number): number {
  const q = u - 0.5;
  if (Math.abs(q) <= CENTRE) {
    const square = CENTRE_SQUARE - q * q;
    return q * centre(square);
  }
  const nearer = Math.max(SMALLEST, q < 0 ? u : 1 - u);
  const r = Math.sqrt(-lnOf(nearer)) - TAIL_START;
  const z = tail(r);
  return q < 0 ? -z : z;
}
