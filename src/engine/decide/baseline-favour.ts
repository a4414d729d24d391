import type { PrivateStoreParameter } from '../../catalog/types.js';

/** Parameters of a private store whose high end makes it cheap: kept for longer, filled further. Of all others the low end does. */
export const PRIVATE_STORE_PARAMETERS_FAVOURED: readonly PrivateStoreParameter[] = ['refreshYears', 'fillLimit'];
