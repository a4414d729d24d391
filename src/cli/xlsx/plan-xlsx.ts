import type { Plan } from '../../engine/plan-types.js';
import { planWorkbook } from '../../report/workbook/plan-workbook.js';
import { xlsxOf } from './write-xlsx.js';

export const planXlsx = (plan: Plan): Uint8Array => xlsxOf(planWorkbook(plan));
