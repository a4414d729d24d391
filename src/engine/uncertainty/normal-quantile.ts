import { log } from '../../units/portable-math.js';

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
  const r = Math.sqrt(-log(nearer)) - TAIL_START;
  const z = tail(r);
  return q < 0 ? -z : z;
}
