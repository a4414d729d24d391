import { Decimal } from '../../src/units/decimal.js';
import { costOf, money, quantity } from '../../src/units/quantity.js';

// Compiled, never run: each line below must stay an error.
const perGib = { price: money('USD', '0.012'), per: 'GiB-Months', perAmount: new Decimal(1) } as const;
// @ts-expect-error requests are not capacity
costOf(quantity('Requests', '100'), perGib);
// @ts-expect-error a stock is not a stock held for a time
costOf(quantity('GiB', '100'), perGib);
// @ts-expect-error a double never becomes money
money('USD', 0.1 + 0.2);
